using AttentionGen.Models.TextGeneration.Scores;
using AttentionGen.Models.TextGeneration.Settings;
using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>
/// Beam search as Hugging Face transformers 4.41 does it. The rows of an input stand together; those of an input that is done are given up.
/// Only the best tokens of each row leave the device.
/// </summary>
internal sealed class BeamSearch(ITokenDecoder decoder, GenerationPlan plan)
{
    private readonly int _candidates = (int)GenerationCheck.Candidates(plan.Config);

    /// <summary>Searches until all inputs are done, or their rows have the greatest length.</summary>
    public GeneratedSequence[] Run(CancellationToken cancellation)
    {
        BeamInput[] all = [.. Enumerable.Range(0, plan.Start.Length).Select(i => new BeamInput(plan, i))];
        var (running, beams) = (all, plan.Config.NumBeams);
        // All beams of an input begin alike: the start is read once.
        IReadOnlyList<IReadOnlyList<int>> rows = plan.Start;
        var (rowsPerInput, newTokens) = (1, plan.StartLength);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (scores, tokens) = BestTokens(rows, newTokens, running, rowsPerInput);
            for (var i = 0; i < running.Length; i++)
                running[i].Advance(Candidates(running[i], scores, tokens, i * rowsPerInput, rowsPerInput));
            int[] kept = [.. Enumerable.Range(0, running.Length).Where(i => !running[i].IsDone)];
            if (kept.Length == 0 || running[kept[0]].Beams[0].Ids.Length == plan.MaxLength)
                return [.. all.SelectMany(input => input.Best())];
            decoder.SelectChanged([.. kept.SelectMany(i => running[i].Beams.Select(b => i * rowsPerInput + (rowsPerInput == 1 ? 0 : b.Parent)))]);
            running = [.. kept.Select(i => running[i])];
            rows = [.. running.SelectMany(input => input.Beams.Select(b => b.Ids))];
            (rowsPerInput, newTokens) = (beams, 1);
        }
    }

    private (float[] Scores, long[] Tokens) BestTokens(IReadOnlyList<IReadOnlyList<int>> rows, int newTokens, BeamInput[] running, int rowsPerInput)
    {
        using var scope = NewDisposeScope();
        var logits = decoder.Next(NextTokens.Of(rows, newTokens, decoder.Device));
        var (best, ids) = plan.Rules.Score(logits, rows, asLogProbabilities: true).topk(_candidates); // (rows, candidates) each
        var (scores, tokens) = (best.cpu().data<float>().ToArray(), ids.cpu().data<long>().ToArray());
        for (var row = 0; row < rows.Count; row++)
            if (float.IsNaN(scores[row * _candidates]))
                throw new InvalidOperationException(
                    $"No token can follow the {rows[row].Count} tokens of a beam of input {running[row / rowsPerInput].Index}: the model's logits are not all numbers.");
        return (scores, tokens);
    }

    /// <summary>The best continuations of an input, best first: those of all its beams hold them.</summary>
    private IEnumerable<(float Sum, int Beam, int Token)> Candidates(BeamInput input, float[] scores, long[] tokens, int firstRow, int rowsPerInput) =>
        Enumerable.Range(0, input.Beams.Length * _candidates)
            .Select(i =>
            {
                var (beam, rank) = (i / _candidates, i % _candidates);
                var place = (firstRow + (rowsPerInput == 1 ? 0 : beam)) * _candidates + rank;
                return (Sum: scores[place] + input.Beams[beam].Sum, Beam: beam, Token: (int)tokens[place]);
            })
            .OrderByDescending(c => c.Sum)
            .Take(_candidates);
}
