using System.Diagnostics;
using AttentionGen;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace GlobalToken;

/// <summary>One row of the table: a pattern, and how its Longformer is trained and tried.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Pattern">Who reads whom.</param>
/// <param name="SharedProjections">Whether global tokens have no projections of their own.</param>
internal sealed record Trial(string Name, AttentionPattern Pattern, bool SharedProjections = false)
{
    /// <summary>Sequences that are tried, none of them seen in training.</summary>
    public const int Samples = 4096;

    private const int BatchSize = 32;

    /// <summary>The rows.</summary>
    public static Trial[] All =>
    [
        new("one global token", new WithGlobalToken()),
        new("no global token", new WithoutGlobalToken()),
        new("one global token, shared projections", new WithGlobalToken(), SharedProjections: true),
        new("no global token, wide window", new WideWindow()),
    ];

    /// <summary>How far back the last token hears through windows alone, when all layers are done.</summary>
    public long Reach => Pattern.Card.Reach[^1].Before;

    /// <summary>A model with fresh weights; the same ones each time.</summary>
    public KeyReader Model()
    {
        manual_seed(1);
        return new KeyReader(Pattern, SharedProjections);
    }

    /// <summary>A batch as the model takes it, with the first token global where the pattern has global tokens.</summary>
    public LongformerInput Input(Tensor tokens) => new()
    {
        InputIds = tokens,
        GlobalAttentionMask = Pattern is WithGlobalToken pattern ? pattern.GlobalMaskForClassification(tokens) : null,
    };

    /// <summary>Trains a model on new sequences only, and tries it on others. The same seeds give the same run.</summary>
    /// <param name="steps">Updates, 1 or more.</param>
    /// <param name="progress">Called with each step and its loss.</param>
    /// <returns>The share of <see cref="Samples"/> sequences whose key is named, and how long training took.</returns>
    public (double Accuracy, double Seconds) Run(int steps, Action<int, double> progress)
    {
        using var model = Model();
        using var random = new Generator(2);
        using var optimizer = optim.Adam(model.Trained, lr: 2e-3);
        var watch = Stopwatch.StartNew();
        for (var step = 1; step <= steps; step++)
        {
            using var scope = NewDisposeScope();
            var (tokens, _, key) = KeyTask.Batch(BatchSize, random);
            var loss = nn.functional.cross_entropy(model.call(Input(tokens)), key);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            progress(step, loss.item<float>());
        }
        var seconds = watch.Elapsed.TotalSeconds;
        return (Accuracy(model), seconds);
    }

    private double Accuracy(KeyReader model)
    {
        model.eval();
        using var noGrad = no_grad();
        using var random = new Generator(3);
        long right = 0;
        for (var done = 0; done < Samples; done += BatchSize)
        {
            using var scope = NewDisposeScope();
            var (tokens, _, key) = KeyTask.Batch(BatchSize, random);
            right += model.call(Input(tokens)).argmax(-1).eq(key).sum().item<long>();
        }
        return (double)right / Samples;
    }
}
