using System.Diagnostics;
using AttentionGen;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace Quickstart;

/// <summary>One run of the model over the document.</summary>
/// <param name="Engine">What computed attention.</param>
/// <param name="Seconds">Time of the fastest forward pass, after a warm-up on a short piece.</param>
/// <param name="PeakBytes">Most memory in use above what was in use before.</param>
/// <param name="Hidden">The last hidden states, (1, tokens, hidden).</param>
internal sealed record Trial(string Engine, double Seconds, long PeakBytes, Tensor Hidden) : IDisposable
{
    /// <summary>The seed of the random weights.</summary>
    public const int Seed = 1;

    private const int WarmUpTokens = 512;

    // The fastest of some runs counts: other programs disturb the clock. Slow runs are not repeated.
    private const int MaxRuns = 3, SlowSeconds = 5;

    /// <summary>Builds the model on a pattern and runs it; every call draws the same weights.</summary>
    /// <param name="pattern">Who reads whom, and by which code.</param>
    /// <param name="ids">(1, tokens): the document.</param>
    /// <param name="globals">(1, tokens): the global tokens.</param>
    public static Trial Run(AttentionPattern pattern, Tensor ids, Tensor globals)
    {
        using var noGrad = no_grad();
        using var model = Model(pattern);
        var tokens = ids.shape[1];
        Read(model, ids, globals, Math.Min(tokens, WarmUpTokens)).Dispose();

        var (seconds, peak) = (double.MaxValue, 0L);
        Tensor? hidden = null;
        for (var run = 0; run < MaxRuns && (run == 0 || seconds < SlowSeconds); run++)
        {
            hidden?.Dispose();
            var watch = new Stopwatch();
            peak = Math.Max(peak, PeakMemory.Of(() =>
            {
                watch.Start();
                hidden = Read(model, ids, globals, tokens);
                watch.Stop();
            }));
            seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
        }
        return new Trial(pattern.Card.Engine, seconds, peak, hidden!);
    }

    /// <summary>The largest of the numbers, without its sign.</summary>
    public double Largest()
    {
        using var scope = NewDisposeScope();
        return Hidden.abs().max().item<float>();
    }

    /// <summary>The largest difference of a number from another run's.</summary>
    public double DifferenceFrom(Trial other)
    {
        using var scope = NewDisposeScope();
        return (Hidden - other.Hidden).abs().max().item<float>();
    }

    /// <summary>Frees the hidden states.</summary>
    public void Dispose() => Hidden.Dispose();

    /// <summary>The last hidden states of the first tokens.</summary>
    private static Tensor Read(LongformerModel model, Tensor ids, Tensor globals, long tokens)
    {
        using var scope = NewDisposeScope();
        var input = new LongformerInput { InputIds = ids.narrow(1, 0, tokens), GlobalAttentionMask = globals.narrow(1, 0, tokens) };
        return model.call(input).LastHidden.MoveToOuterDisposeScope();
    }

    /// <summary>A Longformer of the pattern's sizes that reads bytes, in evaluation mode.</summary>
    private static LongformerModel Model(AttentionPattern pattern)
    {
        var card = pattern.Card;
        var hidden = card.Heads * card.HeadSize;
        manual_seed(Seed);
        var model = new LongformerModel(
            new LongformerConfig
            {
                VocabSize = ByteTokens.Vocabulary,
                HiddenSize = hidden,
                IntermediateSize = 4 * hidden,
                NumHiddenLayers = card.Layers,
                NumAttentionHeads = card.Heads,
                AttentionWindow = [.. card.Bands.Select(heads => heads[0].Before + heads[0].After)],
                MaxPositionEmbeddings = card.MaxLength!.Value + ByteTokens.Pad + 1,
                PadTokenId = ByteTokens.Pad,
                SepTokenId = ByteTokens.Sep,
            },
            pattern,
            pooler: false);
        model.eval();
        return model;
    }
}
