using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttentionGen.Snapshots.Support;

/// <summary>The properties and item metadata that tests/AttentionGen.Tests has too.</summary>
internal sealed class BuildOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options s_none = new("", "");
    private static readonly Options s_config = new("build_metadata.AdditionalFiles.AttentionPatternName", "GoldenLongformerModel");

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options("build_property.RootNamespace", "AttentionGen.Tests");

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile.Path == "config.json" ? s_config : s_none;

    private sealed class Options(string key, string value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? found)
        {
            found = name == key ? value : null;
            return found is not null;
        }
    }
}
