using AttentionGen.Models.Parity;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>Compares converted models with a golden pair's numbers, under every engine.</summary>
/// <param name="pair">The golden folder that holds the source and what it converts to.</param>
/// <param name="log">Where comparisons are written.</param>
public abstract class ConversionGoldens(string pair, ITestOutputHelper log) : ConversionFolders(pair)
{
    public static TheoryData<string> EveryEngine => [.. ParityEngine.All.Select(engine => engine.Name)];

    protected static AttentionPattern Under(string engine, AttentionPattern pattern) => ParityEngine.All.Single(e => e.Name == engine).Of(pattern);

    /// <summary>Asserts that a converted folder's model agrees with every tensor of the golden one.</summary>
    protected void AgreesWithEveryTensor(string engine)
    {
        foreach (var file in new[] { "inputs.safetensors", "expected.safetensors" })
            File.Copy(Path.Combine(Converted, file), Path.Combine(Target, file));
        Check(FolderParity.Compare(Target, ParityEngine.All.Single(e => e.Name == engine)));
    }

    /// <summary>(real tokens, ...) of values (batch, length, ...): at padding, source and converted model differ by design.</summary>
    protected static Tensor Real(Tensor values, Tensor mask) => values[mask.to(ScalarType.Bool)];

    protected void Agree(string name, Tensor expected, Tensor actual) =>
        Check(new ParityReport(name, [ParityComparer.Compare(name, expected, actual, new ParityTolerance())]));

    private void Check(ParityReport report)
    {
        log.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }
}
