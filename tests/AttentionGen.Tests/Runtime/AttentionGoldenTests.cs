using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Runtime;

/// <summary>Bare attention, numbers made by AllenAI's code and by an independent dense formulation.</summary>
public class AttentionGoldenTests(ITestOutputHelper log)
{
    public static TheoryData<string, string> Attentions => Engines.Rows(
        "attention-sliding", "attention-causal", "attention-causal-dilated3",
        "attention-dilated2", "attention-dilated2-masked", "attention-dilated-perhead");

    public static TheoryData<string, string> All => [.. Attentions, .. Engines.Rows("blocks-no-overlap")];

    [Theory, MemberData(nameof(All))]
    public void AgreesWithEveryTensor(string golden, string engine)
    {
        using var produced = AttentionRun.Run(Goldens.Path(golden), Engines.For(golden, engine));
        using var expected = SafetensorsFile.Open(Goldens.Path(golden, "expected.safetensors"));
        var report = ParityComparer.Compare($"{golden}, {engine}", expected, produced.Find);
        log.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }
}
