using AttentionGen.Benchmarks.Shared;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Variants;

/// <summary>A variant, ready to run.</summary>
internal sealed class VariantRun : IDisposable
{
    private readonly AttentionPattern _pattern;
    private readonly AttentionMasks _masks;
    private readonly GlobalInputs? _globals;
    private readonly Tensor[] _inputs;

    public VariantRun(Variant variant, int length)
    {
        Variant = variant;
        _pattern = variant.Compile();
        _masks = variant.Masks(length);
        const int Width = Variant.Heads * Variant.HeadSize;
        Tensor Fresh() => randn(1, length, Variant.Heads, Variant.HeadSize).requires_grad_();
        Tensor Weight() => (randn(Width, Width) / Math.Sqrt(Width)).requires_grad_();
        _inputs = [Fresh(), Fresh(), Fresh()];
        if (variant.Global)
            _globals = new GlobalInputs(randn(1, length, Width), Weight(), zeros(Width), Weight(), zeros(Width), Weight(), zeros(Width));
    }

    public Variant Variant { get; }

    /// <summary>The best time of a forward pass, and of one with the backward pass, so far.</summary>
    public double Forward { get; private set; } = double.PositiveInfinity;

    public double Both { get; private set; } = double.PositiveInfinity;

    public void Measure()
    {
        Forward = Math.Min(Forward, Timing.Seconds(() =>
        {
            using var noGrad = no_grad();
            Run().Dispose();
        }));
        Both = Math.Min(Both, Timing.Seconds(() =>
        {
            using var scope = NewDisposeScope();
            Run().sum().backward();
        }));
        foreach (var input in _inputs)
            input.grad = null;
    }

    public void Dispose() => _masks.Dispose();

    private Tensor Run() => _pattern.Forward(0, _inputs[0], _inputs[1], _inputs[2], _globals, _masks);
}
