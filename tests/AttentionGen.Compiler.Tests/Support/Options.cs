using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>What MSBuild tells generators: the root namespace, and the metadata of additional files.</summary>
internal sealed class Options(string? rootNamespace, bool explain = false) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(("build_property.RootNamespace", rootNamespace), ("build_property.AttentionGenExplain", explain ? "true" : null));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values();

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Values(("build_metadata.AdditionalFiles.AttentionPatternName", (textFile as TextFile)?.ClassName));

    private sealed class Values(params (string Key, string? Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? found) =>
            (found = values.FirstOrDefault(v => v.Key == name).Value) is not null;
    }
}
