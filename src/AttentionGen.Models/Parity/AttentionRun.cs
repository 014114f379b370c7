using System.Text.Json.Nodes;
using AttentionGen.Dynamic;
using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>Runs a folder of bare attention: q, k, v in, context and gradients out. Its config.json holds w, the keys to one side.</summary>
internal static class AttentionRun
{
    /// <summary>Context and gradients of layer 0 of <paramref name="pattern"/>.</summary>
    public static NamedTensors Run(string folder, AttentionPattern pattern)
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(folder);
        var q = inputs.Get("q").requires_grad_(true); // (batch, length, heads, head size)
        var k = inputs.Get("k").requires_grad_(true);
        var v = inputs.Get("v").requires_grad_(true);
        using var masks = AttentionMasks.Create(q.shape[0], q.shape[1], realTokens: inputs.Find("key_mask"));

        var kept = new NamedTensors();
        var context = pattern.Forward(0, q, k, v, globals: null, masks);
        kept.Keep("context", context);
        if (inputs.CotangentLoss(name => name == "context" ? context : null) is not { } loss)
            return kept;
        loss.backward();
        kept.Keep("grad.q", q.grad!);
        kept.Keep("grad.k", k.grad!);
        kept.Keep("grad.v", v.grad!);
        return kept;
    }

    /// <summary>The pattern that a folder's configuration means, compiled: bands where it says dilations, else blocks of w that read their neighbours.</summary>
    public static AttentionPattern PatternOf(string folder, JsonObject config)
    {
        using var inputs = SafetensorsFile.Open(Path.Combine(folder, "inputs.safetensors"));
        var shape = inputs.Shape("q"); // (batch, length, heads, head size)
        var keys = (int)config["w"]!;
        var causal = (bool?)config["causal"] ?? false;
        var declaration = new JsonObject { ["layers"] = 1, ["heads"] = shape[2], ["headSize"] = shape[3], ["causal"] = causal };
        if (config["dilation"] is JsonArray strides)
        {
            declaration["window"] = causal ? new JsonObject { ["before"] = keys } : new JsonObject { ["before"] = keys, ["after"] = keys };
            declaration["dilation"] = new JsonArray([.. strides.Select((stride, head) => new JsonObject { ["stride"] = (int)stride!, ["heads"] = $"{head}" })]);
        }
        else
        {
            declaration["blockWindow"] = new JsonObject { ["size"] = keys };
        }
        return PatternCompiler.FromText(declaration.ToJsonString(), Path.Combine(folder, "config.json"), "AttentionPattern_");
    }
}
