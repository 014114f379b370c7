using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Benchmarks.Compiler;

/// <summary>How long one pattern of each kind takes to compile, nothing kept from before.</summary>
public class KindBenchmarks
{
    private UserProject _project = null!;

    [Params("longformer-base-4096", "bigbird-roberta-base", "etc-base", "gmat-base", "sparse-transformer-fixed", "sparse-transformer-strided", "a predicate")]
    public string Pattern { get; set; } = "";

    [GlobalSetup]
    public void Parse() => _project = Pattern == "a predicate" ? UserProject.Predicate() : UserProject.Preset(Pattern);

    [Benchmark]
    public GeneratorDriver NewDriver() => _project.Driver().RunGenerators(_project.Compilation.Clone());
}
