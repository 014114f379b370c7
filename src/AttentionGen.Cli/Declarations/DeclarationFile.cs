using AttentionGen.Compiler.Spec;

namespace AttentionGen.Cli.Declarations;

/// <summary>A file with declarations, read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The class name that was asked for.</param>
/// <param name="Specs">What it declares, in its order; empty where an error is among the problems.</param>
/// <param name="Problems">Errors and warnings: file(line,column): error AG0006: text.</param>
internal sealed record DeclarationFile(string Path, string? Name, IReadOnlyList<PatternSpec> Specs, IReadOnlyList<string> Problems)
{
    /// <summary>The class name of a config.json.</summary>
    public const string ConfigName = "ConfigPattern";

    /// <summary>Reads JSON or C#, whichever the file's name says.</summary>
    public static DeclarationFile Read(string path, string? name, string space)
    {
        var (specs, problems) = path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? CSharpFile.Read(path) : JsonFile.Read(path, name, space);
        return new DeclarationFile(path, name, specs, problems);
    }

    /// <summary>Tells the problems; the exit code when there is nothing to go on with.</summary>
    public ExitCode? Refuse(TextWriter error)
    {
        foreach (var problem in Problems)
            error.WriteLine(problem);
        if (Specs.Count == 0)
            return ExitCode.Problems;
        if (Name is null || Specs.FirstOrDefault(spec => spec.Name != Name) is not { } other)
            return null;
        error.WriteLine($"--name {Name}: {Path} names its class itself, {other.Name}. Leave --name out, or rename the class in the file.");
        return ExitCode.Usage;
    }
}
