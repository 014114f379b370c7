using AttentionGen.Models.TextGeneration.Scores;
using AttentionGen.Models.TextGeneration.Settings;
using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>One token at a time for each sequence, each decided for good: greedy search and sampling.</summary>
internal sealed class TokenSearch(ITokenDecoder decoder, GenerationPlan plan, ITokenChoice choice)
{
    /// <summary>Writes until all sequences have ended.</summary>
    public GeneratedSequence[] Run(CancellationToken cancellation)
    {
        // The start is read once for each input, whatever the number of its sequences.
        var perRow = plan.Config.NumReturnSequences;
        RunningSequence[] all = [.. Enumerable.Range(0, plan.Start.Length * perRow).Select(i => new RunningSequence(plan, i))];
        var running = all;
        IReadOnlyList<IReadOnlyList<int>> rows = plan.Start;
        var newTokens = plan.StartLength;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var chosen = Choose(rows, newTokens, running, perRow);
            for (var i = 0; i < running.Length; i++)
                running[i].Add(chosen[i]);
            int[] kept = [.. Enumerable.Range(0, running.Length).Where(i => running[i].Result is null)];
            if (kept.Length == 0)
                return [.. all.Select(s => s.Result!)];
            decoder.SelectChanged([.. kept.Select(i => i / perRow)]);
            running = [.. kept.Select(i => running[i])];
            rows = [.. running.Select(s => s.Ids)];
            (newTokens, perRow) = (1, 1);
        }
    }

    private int[] Choose(IReadOnlyList<IReadOnlyList<int>> rows, int newTokens, RunningSequence[] running, int perRow)
    {
        using var scope = NewDisposeScope();
        var scores = plan.Rules.Score(decoder.Next(NextTokens.Of(rows, newTokens, decoder.Device)), rows, asLogProbabilities: false);
        if (perRow > 1)
            scores = scores.repeat_interleave(perRow, 0);
        var (tokens, sound) = choice.Choose(scores, [.. running.Select(s => s.Index)]);
        var isSound = sound.to(ScalarType.Float32).cpu().data<float>().ToArray();
        for (var i = 0; i < isSound.Length; i++)
            if (!float.IsFinite(isSound[i]))
                throw new InvalidOperationException(
                    $"No token can follow the {rows[i / perRow].Count} tokens of sequence {running[i].Index}: " +
                    (float.IsNegativeInfinity(isSound[i]) ? "the settings forbid every one." : "the model's logits are not all numbers, or the settings forbid every token."));
        return [.. tokens.cpu().data<long>().ToArray().Select(t => (int)t)];
    }
}
