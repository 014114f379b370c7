using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>What MSBuild tells generators: the root namespace, and the metadata of additional files.</summary>
internal sealed class Options(string? rootNamespace) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values("build_property.RootNamespace", rootNamespace);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values("", null);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Values("build_metadata.AdditionalFiles.AttentionPatternName", (textFile as TextFile)?.ClassName);

    private sealed class Values(string key, string? value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? found) =>
            (found = name == key ? value : null) is not null;
    }
}
