using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Benchmarks.Compiler;

/// <summary>How long the generator takes in an editor: from nothing, and after an edit. All code is jitted; see FirstRun for the rest.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private readonly UserProject _preset = UserProject.Preset();
    private readonly UserProject _hundred = UserProject.Of(100);
    private GeneratorDriver _presetWarm = null!, _hundredWarm = null!;

    [GlobalSetup]
    public void Warm()
    {
        _presetWarm = _preset.Driver().RunGenerators(_preset.Compilation);
        _hundredWarm = _hundred.Driver().RunGenerators(_hundred.Compilation);
    }

    [Benchmark(Description = "one preset, new driver")]
    public GeneratorDriver PresetCold() => _preset.Driver().RunGenerators(_preset.Compilation.Clone());

    [Benchmark(Description = "100 patterns, new driver")]
    public GeneratorDriver HundredCold() => _hundred.Driver().RunGenerators(_hundred.Compilation.Clone());

    [Benchmark(Description = "one preset, one character edited elsewhere")]
    public GeneratorDriver PresetEdit() => _presetWarm.RunGenerators(_preset.EditElsewhere());

    [Benchmark(Description = "100 patterns, one character edited elsewhere")]
    public GeneratorDriver HundredEdit() => _hundredWarm.RunGenerators(_hundred.EditElsewhere());

    [Benchmark(Description = "100 patterns, one window edited")]
    public GeneratorDriver HundredPatternEdit() => _hundredWarm.RunGenerators(_hundred.EditPattern());
}
