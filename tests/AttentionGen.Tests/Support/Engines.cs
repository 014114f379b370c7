using System.Text.Json;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Reference;
using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Support;

/// <summary>The engines that golden tests run under, and the one place where each golden folder gets its pattern.</summary>
internal static class Engines
{
    public static readonly string[] All = ["reference", "ops", "simd"];

    /// <summary>The pattern of a golden folder, computed by an engine.</summary>
    public static AttentionPattern For(string golden, string engine) => engine switch
    {
        "reference" => new ReferencePattern(Describe(golden)),
        "ops" => Compiled(golden).Using(AttentionEngine.Ops),
        "simd" => Compiled(golden).Using(AttentionEngine.Simd),
        _ => throw new ArgumentException($"There is no engine {engine}.", nameof(engine)),
    };

    /// <summary>Every golden with every engine, as a theory's rows.</summary>
    public static TheoryData<string, string> Rows(params string[] goldens)
    {
        var rows = new TheoryData<string, string>();
        foreach (var golden in goldens)
        {
            foreach (var engine in All)
                rows.Add(golden, engine);
        }
        return rows;
    }

    private static AttentionPattern Compiled(string golden) => golden switch
    {
        "attention-sliding" => new GoldenAttentionSliding(),
        "attention-causal" => new GoldenAttentionCausal(),
        "attention-causal-dilated3" => new GoldenAttentionCausalDilated3(),
        "attention-dilated2" or "attention-dilated2-masked" => new GoldenAttentionDilated2(),
        "attention-dilated-perhead" => new GoldenAttentionDilatedPerhead(),
        "blocks-no-overlap" => new GoldenBlocksNoOverlap(),
        "longformer-selfattention" => new GoldenLongformerSelfattention(),
        "longformer-model" => new GoldenLongformerModel(),
        "longformer-model-types-positions" => new GoldenLongformerModelTypesPositions(),
        "longformer-model-inputs-embeds" => new GoldenLongformerModelInputsEmbeds(),
        "longformer-seqcls" => new GoldenLongformerSeqcls(),
        "longformer-mlm" => new GoldenLongformerMlm(),
        "longformer-tokencls" => new GoldenLongformerTokencls(),
        "longformer-qa" => new GoldenLongformerQa(),
        "longformer-multiplechoice" => new GoldenLongformerMultiplechoice(),
        _ => throw new ArgumentException($"No pattern is compiled for {golden}.", nameof(golden)),
    };

    private static AttentionPattern Describe(string golden)
    {
        var config = Goldens.Path(golden, "config.json");
        // What is no band is described by its own rule.
        if (golden.StartsWith("blocks-", StringComparison.Ordinal))
            return Compiled(golden);
        return golden.StartsWith("attention-", StringComparison.Ordinal)
            ? Attention(golden, config)
            : CardPattern.For(LongformerConfig.FromFile(config));
    }

    private static CardPattern Attention(string golden, string config)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(config));
        using var inputs = SafetensorsFile.Open(Goldens.Path(golden, "inputs.safetensors"));
        var shape = inputs.Shape("q"); // (batch, length, heads, head size)
        var causal = json.RootElement.GetProperty("causal").GetBoolean();
        var before = json.RootElement.GetProperty("w").GetInt32();
        Band?[] bands = [.. json.RootElement.GetProperty("dilation").EnumerateArray().Select(d => new Band(before, causal ? 0 : before, d.GetInt32()))];
        return CardPattern.Create((int)shape[2], (int)shape[3], causal, global: false, [bands]);
    }
}
