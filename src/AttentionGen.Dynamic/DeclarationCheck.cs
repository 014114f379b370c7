using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Dynamic;

/// <summary>What the compiler says of a declaration: the one validator that stands behind the source generator.</summary>
/// <param name="Spec">What is declared; null where an error is among the problems.</param>
/// <param name="Problems">Errors, warnings and remarks, in the order in which they were found.</param>
public sealed record DeclarationCheck(PatternSpec? Spec, IReadOnlyList<Problem> Problems)
{
    /// <summary>The class name of a declaration that gives none.</summary>
    public const string DefaultName = "Pattern";

    /// <summary>What messages call a text that comes from no file.</summary>
    public const string DefaultFile = "declaration";

    /// <summary>Checks a file: *.attention.json, or the config.json of a Hugging Face Longformer or LED (its encoder).</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="name">Class name where the file gives none; null refuses files that give none.</param>
    /// <param name="space">Namespace where the file gives none; empty for none.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static DeclarationCheck File(string path, string? name = DefaultName, string space = "") =>
        Text(System.IO.File.ReadAllText(path), path, name, space);

    /// <summary>Checks a text, in the format of <see cref="File"/>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="name">Class name where the text gives none; null refuses texts that give none.</param>
    /// <param name="space">Namespace where the text gives none; empty for none.</param>
    public static DeclarationCheck Text(string json, string file = DefaultFile, string? name = DefaultName, string space = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        var (spec, problems) = SpecReader.Read(JsonDeclaration.Read(file, json, name, space));
        return new DeclarationCheck(spec, problems);
    }

    /// <summary>The spec.</summary>
    /// <exception cref="PatternCompilationException">There is none; the message lists each problem with its place.</exception>
    public PatternSpec Require() => Spec ?? throw new PatternCompilationException(Problems);
}
