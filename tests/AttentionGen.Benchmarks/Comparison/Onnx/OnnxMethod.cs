using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Onnx;

/// <summary>
/// ONNX Runtime on a user's graph of the same layer: inputs q, k and v of (1, length, heads, head size) in float32, and one output of that shape.
/// </summary>
/// <param name="file">The graph.</param>
internal sealed class OnnxMethod(string file) : IMethod
{
    public string Name => "onnx";

    public bool HasGradients => false;

    public string? Refusal(BandShape shape) => shape.IsFloatOnCpu ? null : "it is run in float32 on the CPU";

    public IAttention Prepare(BandShape shape) => new Graph(Open(), shape);

    /// <summary>Opens the graph.</summary>
    /// <exception cref="ArgumentException">It is missing, no graph, or one of other inputs.</exception>
    private InferenceSession Open()
    {
        if (!File.Exists(file))
            throw new ArgumentException($"--onnx: there is no file {file}.");
        InferenceSession session;
        try
        {
            // As many threads as libtorch uses.
            session = new InferenceSession(file, new SessionOptions { IntraOpNumThreads = get_num_threads() });
        }
        catch (OnnxRuntimeException error)
        {
            throw new ArgumentException($"--onnx: {file} is not a graph that ONNX Runtime takes: {error.Message}", error);
        }
        string[] inputs = [.. session.InputMetadata.Keys.Order(StringComparer.Ordinal)];
        if (inputs is ["k", "q", "v"] && session.OutputMetadata.Count == 1)
            return session;
        session.Dispose();
        throw new ArgumentException($"--onnx: {file} must have the inputs q, k and v and one output, but it has the inputs {string.Join(", ", inputs)} and {session.OutputMetadata.Count} outputs.");
    }

    private sealed class Graph(InferenceSession session, BandShape shape) : IAttention
    {
        private readonly RunOptions _options = new();

        // ONNX Runtime reads and writes libtorch's memory: nothing is copied that another method would not copy.
        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            using var scope = NewDisposeScope();
            var context = empty(1, shape.Length, shape.Heads, shape.HeadSize);
            using OrtValue ofQ = Value(q.detach().contiguous()), ofK = Value(k.detach().contiguous()), ofV = Value(v.detach().contiguous()), ofContext = Value(context);
            session.Run(_options, ["q", "k", "v"], [ofQ, ofK, ofV], [.. session.OutputMetadata.Keys], [ofContext]);
            return context.MoveToOuterDisposeScope();
        }

        public void Dispose()
        {
            _options.Dispose();
            session.Dispose();
        }

        private static unsafe OrtValue Value(Tensor x)
        {
            fixed (byte* start = x.bytes)
            {
                return OrtValue.CreateTensorValueWithData(
                    OrtMemoryInfo.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, x.shape, (nint)start, x.numel() * sizeof(float));
            }
        }
    }
}
