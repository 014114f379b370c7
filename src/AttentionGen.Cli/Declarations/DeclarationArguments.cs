using System.CommandLine;

namespace AttentionGen.Cli.Declarations;

/// <summary>The arguments of commands that read a declaration.</summary>
internal static class DeclarationArguments
{
    /// <summary>The file.</summary>
    public static Argument<FileInfo> File() => new Argument<FileInfo>("declaration")
    {
        Description = "A declaration: *.attention.json, the config.json of a Hugging Face Longformer or LED, or a C# file with [AttentionPattern] classes.",
    }.AcceptExistingOnly();

    /// <summary>The class's name.</summary>
    public static Option<string?> Name() => new("--name")
    {
        Description = $"Class name for a file that gives none; {DeclarationFile.ConfigName} for a config.json when not given.",
        HelpName = "class",
    };

    /// <summary>The class's namespace.</summary>
    public static Option<string?> Namespace() => new("--namespace")
    {
        Description = "Namespace for JSON that gives none, where a build takes the project's root namespace.",
    };
}
