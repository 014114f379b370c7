namespace AttentionGen.Fuzz.Cases;

/// <summary>The declarations that mutations begin with.</summary>
internal static class Seeds
{
    /// <summary>Each as its tokens, with the name of its file, in order of names.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Tokens)> All { get; } =
    [
        .. typeof(Seeds).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(typeof(Seeds).Assembly.GetManifestResourceStream(name)!);
            return (name, (IReadOnlyList<string>)JsonTokens.Split(reader.ReadToEnd()));
        }),
    ];

    /// <summary>All strings of all seeds: property names, rules, sets.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. All.SelectMany(s => s.Tokens).Where(t => t[0] == '"').Distinct().Order(StringComparer.Ordinal)];
}
