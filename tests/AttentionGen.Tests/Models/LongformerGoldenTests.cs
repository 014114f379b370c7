using System.Text.Json;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>The base model, its attention and its heads, numbers made by Hugging Face's code.</summary>
public class LongformerGoldenTests(ITestOutputHelper log)
{
    public static TheoryData<string, string> Models => Engines.Rows(
        "longformer-model", "longformer-model-types-positions", "longformer-model-inputs-embeds", "longformer-seqcls", "longformer-mlm",
        "longformer-tokencls", "longformer-qa", "longformer-multiplechoice");

    public static TheoryData<string, string> SelfAttentions => Engines.Rows("longformer-selfattention");

    /// <summary>On the patterns that the build compiles; <see cref="Parity.FolderParityTests"/> compiles them at run time.</summary>
    [Theory, MemberData(nameof(Models))]
    public void AgreesWithEveryTensor(string golden, string engine) => Check(golden, engine, Run(golden, engine));

    /// <summary>In float64 only the expected numbers' own rounding is left.</summary>
    [Theory]
    [InlineData("longformer-model", "reference"), InlineData("longformer-seqcls", "ops"), InlineData("longformer-mlm", "ops"), InlineData("longformer-qa", "ops")]
    public void AgreesInFloat64(string golden, string engine) => Check(golden, engine + " in float64", Run(golden, engine, ScalarType.Float64));

    [Theory, MemberData(nameof(SelfAttentions))]
    public void SelfAttentionAgreesWithEveryTensor(string golden, string engine) =>
        Check(golden, engine, SelfAttentionRun.Run(Goldens.Path(golden), Engines.For(golden, engine)));

    private static NamedTensors Run(string golden, string engine, ScalarType dtype = ScalarType.Float32)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Goldens.Path(golden, "config.json")));
        return LongformerRun.Run(Goldens.Path(golden), config.RootElement.GetProperty("architectures")[0].GetString()!, Engines.For(golden, engine), dtype);
    }

    private void Check(string golden, string how, NamedTensors run)
    {
        using var produced = run;
        using var expected = SafetensorsFile.Open(Goldens.Path(golden, "expected.safetensors"));
        var report = ParityComparer.Compare($"{golden}, {how}", expected, produced.Find);
        log.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }
}
