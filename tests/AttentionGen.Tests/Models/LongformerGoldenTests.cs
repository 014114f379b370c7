using AttentionGen.Models.Checkpoints;
using AttentionGen.Tests.Parity;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>The base model, its attention and its heads, numbers made by Hugging Face's code.</summary>
public class LongformerGoldenTests(ITestOutputHelper log)
{
    public static TheoryData<string, string> Models => Engines.Rows(
        "longformer-model", "longformer-model-types-positions", "longformer-model-inputs-embeds");

    public static TheoryData<string, string> SelfAttentions => Engines.Rows("longformer-selfattention");

    public static TheoryData<string, string> Classifiers => Engines.Rows("longformer-seqcls");

    public static TheoryData<string, string> MaskedLMs => Engines.Rows("longformer-mlm");

    [Theory, MemberData(nameof(Models))]
    public void ModelAgreesWithEveryTensor(string golden, string engine) =>
        Check(golden, engine, LongformerParity.Run(Goldens.Path(golden), Engines.For(golden, engine)));

    [Theory, MemberData(nameof(Classifiers))]
    public void SequenceClassificationAgreesWithEveryTensor(string golden, string engine) =>
        Check(golden, engine, LongformerHeadParity.SequenceClassification(Goldens.Path(golden), Engines.For(golden, engine)));

    [Theory, MemberData(nameof(MaskedLMs))]
    public void MaskedLMAgreesWithEveryTensor(string golden, string engine) =>
        Check(golden, engine, LongformerHeadParity.MaskedLM(Goldens.Path(golden), Engines.For(golden, engine)));

    /// <summary>In float64 only the expected numbers' own rounding is left.</summary>
    [Fact]
    public void ModelAgreesInFloat64() => Check(
        "longformer-model", "reference in float64",
        LongformerParity.Run(Goldens.Path("longformer-model"), Engines.For("longformer-model", "reference"), ScalarType.Float64));

    [Fact]
    public void HeadsAgreeInFloat64()
    {
        Check("longformer-seqcls", "ops in float64", LongformerHeadParity.SequenceClassification(
            Goldens.Path("longformer-seqcls"), Engines.For("longformer-seqcls", "ops"), ScalarType.Float64));
        Check("longformer-mlm", "ops in float64", LongformerHeadParity.MaskedLM(
            Goldens.Path("longformer-mlm"), Engines.For("longformer-mlm", "ops"), ScalarType.Float64));
    }

    [Theory, MemberData(nameof(SelfAttentions))]
    public void SelfAttentionAgreesWithEveryTensor(string golden, string engine) =>
        Check(golden, engine, SelfAttentionParity.Run(Goldens.Path(golden), Engines.For(golden, engine)));

    private void Check(string golden, string how, NamedTensors run)
    {
        using var produced = run;
        using var expected = SafetensorsFile.Open(Goldens.Path(golden, "expected.safetensors"));
        var report = ParityComparer.Compare($"{golden}, {how}", expected, produced.Find);
        log.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }
}
