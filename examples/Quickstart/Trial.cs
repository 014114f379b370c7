using System.Diagnostics;
using AttentionGen;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace Quickstart;

/// <summary>One run of the model over the document.</summary>
/// <param name="Name">How attention was computed.</param>
/// <param name="Engine">The engine that did it.</param>
/// <param name="Seconds">Time of the forward pass, after a warm-up on a short piece.</param>
/// <param name="PeakBytes">Most memory in use above what was in use before.</param>
/// <param name="Hidden">The last hidden states, (1, tokens, hidden).</param>
internal sealed record Trial(string Name, string Engine, double Seconds, long PeakBytes, Tensor Hidden)
{
    /// <summary>The seed of the random weights.</summary>
    public const int Seed = 1;

    private const int WarmUpTokens = 512;

    /// <summary>Builds the model on a pattern and runs it; every call draws the same weights.</summary>
    /// <param name="name">How attention is computed.</param>
    /// <param name="pattern">Who reads whom, and by which code.</param>
    /// <param name="ids">(1, tokens): the document.</param>
    /// <param name="globals">(1, tokens): the global tokens.</param>
    public static Trial Run(string name, AttentionPattern pattern, Tensor ids, Tensor globals)
    {
        using var noGrad = no_grad();
        using var model = Model(pattern);

        Tensor Read(long tokens)
        {
            using var scope = NewDisposeScope();
            var input = new LongformerInput { InputIds = ids.narrow(1, 0, tokens), GlobalAttentionMask = globals.narrow(1, 0, tokens) };
            return model.call(input).LastHidden.MoveToOuterDisposeScope();
        }

        var length = ids.shape[1];
        Read(Math.Min(length, WarmUpTokens)).Dispose();

        Tensor? hidden = null;
        var watch = new Stopwatch();
        var peak = PeakMemory.Of(() =>
        {
            watch.Start();
            hidden = Read(length);
            watch.Stop();
        });
        return new Trial(name, pattern.Card.Engine, watch.Elapsed.TotalSeconds, peak, hidden!);
    }

    /// <summary>The largest difference of any number from another run's.</summary>
    public double DifferenceFrom(Trial other)
    {
        using var scope = NewDisposeScope();
        return (Hidden - other.Hidden).abs().max().item<float>();
    }

    /// <summary>A Longformer that reads bytes, in evaluation mode.</summary>
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
                AttentionWindow = [.. card.Bands.Select(heads => heads[0].Width - 1)],
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
