using AttentionGen.Kernels.Vectors;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>The vector kernel with its constants as run-time numbers: what the JIT cannot fold. The difference to <c>simd</c> is what specialisation is worth.</summary>
internal sealed class GeneralMethod : IMethod
{
    public string Name => "simd-general";

    public string? Refusal(BandShape shape) => shape.IsFloatOnCpu ? null : "vector kernels compute float32 on the CPU";

    public IAttention Prepare(BandShape shape) => new General(shape);

    private sealed class General(BandShape shape) : IAttention
    {
        private readonly AttentionMasks _masks = AttentionMasks.Create(1, shape.Length);
        private readonly VectorLayer _layer = new(new BandHeads<RunTimeShape>(0..shape.Heads));

        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            RunTimeShape.Numbers = [shape.HeadSize, shape.Side, shape.Side, 1];
            return _layer.Forward(0, q, k, v, _masks, default);
        }

        public void Dispose() => _masks.Dispose();
    }

    /// <summary>Numbers in memory, in the place of constants.</summary>
    private readonly struct RunTimeShape : IBandShape
    {
        public static int[] Numbers { get; set; } = [];

        public static int HeadSize => Numbers[0];

        public static int Before => Numbers[1];

        public static int After => Numbers[2];

        public static int Stride => Numbers[3];
    }
}
