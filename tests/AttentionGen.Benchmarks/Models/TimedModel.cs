using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Models;

/// <summary>A model with fresh weights, a text of some length, and one global token.</summary>
/// <param name="Name">The model.</param>
/// <param name="Module">Its weights.</param>
/// <param name="Run">The hidden states.</param>
/// <param name="Work">Floating-point operations that a forward pass cannot do without.</param>
internal sealed record TimedModel(string Name, nn.Module Module, Func<Tensor> Run, double Work) : IDisposable
{
    public const string Longformer = "longformer-base", LedEncoder = "led-base-encoder";

    private static readonly LongformerConfig s_longformer = new() { AttentionWindow = [512], LayerNormEps = 1e-5, VocabSize = 50265, TypeVocabSize = 1 };

    private static readonly LedConfig s_led = new()
    {
        HiddenSize = 768, EncoderLayers = 6, DecoderLayers = 1, EncoderHeads = 12, DecoderHeads = 12,
        EncoderIntermediateSize = 3072, DecoderIntermediateSize = 3072, AttentionWindow = [1024],
    };

    /// <summary>Makes one.</summary>
    public static TimedModel Create(string name, int length)
    {
        var ids = randint(3, 50265, [1, length], ScalarType.Int64);
        var first = zeros(1, length, ScalarType.Int64);
        first[0, 0] = 1;
        if (name == LedEncoder)
        {
            var led = s_led with { MaxEncoderPositions = Math.Max(16384, length) };
            var writer = new LedForConditionalGeneration(led, led.CompilePattern());
            return new TimedModel(name, writer, () => writer.Led.Encode(new LedInput { InputIds = ids, GlobalAttentionMask = first }).LastHidden,
                UsefulWork.Forward(length, led.HiddenSize, led.EncoderIntermediateSize, led.EncoderHeads, Enumerable.Repeat(1024, led.EncoderLayers)));
        }
        var config = s_longformer with { MaxPositionEmbeddings = Math.Max(4098, length + 2) };
        var model = new LongformerModel(config, config.CompilePattern(), pooler: false);
        return new TimedModel(name, model, () => model.call(new LongformerInput { InputIds = ids, GlobalAttentionMask = first }).LastHidden,
            UsefulWork.Forward(length, config.HiddenSize, config.IntermediateSize, config.NumAttentionHeads, Enumerable.Range(0, config.NumHiddenLayers).Select(config.WindowOf)));
    }

    /// <summary>A forward pass in evaluation.</summary>
    public void Forward()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Module.eval();
        Run();
    }

    /// <summary>A forward and a backward pass in training, dropout included.</summary>
    public void Backward()
    {
        using var scope = NewDisposeScope();
        Module.train();
        Run().sum().backward();
        foreach (var (_, parameter) in Module.named_parameters())
            parameter.grad = null;
    }

    public void Dispose() => Module.Dispose();
}
