using AttentionGen;
using static TorchSharp.torch;

namespace CustomPattern;

/// <summary>Trains the tiny transformer on one pattern and tries it on sequences that it has not seen.</summary>
internal static class SignalTraining
{
    private const int BatchSize = 32;

    /// <summary>The share of tokens of fresh sequences that name the signal. The same seed gives the same run.</summary>
    /// <param name="pattern">Who reads whom.</param>
    /// <param name="steps">Updates, 1 or more.</param>
    /// <param name="progress">Called with each step and its loss.</param>
    public static double Accuracy(AttentionPattern pattern, int steps, Action<int, double> progress)
    {
        manual_seed(1);
        using var random = new Generator(2);
        using var model = new TinyTransformer(pattern);
        using var optimizer = optim.Adam(model.parameters(), lr: 3e-3);
        for (var step = 1; step <= steps; step++)
        {
            using var scope = NewDisposeScope();
            var (tokens, signal) = SignalTask.Batch(BatchSize, random);
            var scores = model.call(tokens).flatten(0, 1); // (batch x length, signals)
            var loss = nn.functional.cross_entropy(scores, signal.repeat_interleave(SignalTask.Length));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            progress(step, loss.item<float>());
        }
        return Test(model);
    }

    private static double Test(TinyTransformer model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var (tokens, signal) = SignalTask.Batch(512, random);
        return model.call(tokens).argmax(-1).eq(signal.unsqueeze(1)).to(ScalarType.Float64).mean().item<double>();
    }
}
