using AttentionGen.Models.TextGeneration.Settings;
using AttentionGen.Models.TextGeneration.Texts;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>The beam search of one input.</summary>
internal sealed class BeamInput(GenerationPlan plan, int index)
{
    /// <summary>Beams after the first have this sum at the start, so that the first step does not choose the same token several times.</summary>
    private const float Unlikely = -1e9f;

    private readonly BeamHypotheses _ended = new(plan);

    /// <summary>Its row among the start tokens.</summary>
    public int Index => index;

    /// <summary>What is followed, always as many as the settings say.</summary>
    public Beam[] Beams { get; private set; } = [.. Enumerable.Range(0, plan.Config.NumBeams)
        .Select(i => new Beam(plan.Start[index], i == 0 ? 0 : Unlikely, i, plan.Texts is null ? null : RowText.Empty))];

    /// <summary>Whether the search is over.</summary>
    public bool IsDone { get; private set; }

    /// <summary>One step.</summary>
    /// <param name="candidates">The best continuations of all beams, best first: (log-probability of the whole, beam, token).</param>
    public void Advance(IEnumerable<(float Sum, int Beam, int Token)> candidates)
    {
        var next = new List<Beam>();
        var (rank, best) = (0, float.NegativeInfinity);
        foreach (var (sum, parent, token) in candidates)
        {
            best = Math.Max(best, sum);
            var reason = Continue(sum, parent, token, out var beam);
            // One that ends must be among the best, and allowed to end; the others that are looked at only fill up the beams.
            if (reason is null)
                next.Add(beam);
            else if (rank < Beams.Length && !float.IsNegativeInfinity(sum))
                _ended.Add(beam, reason.Value);
            rank++;
            if (next.Count == Beams.Length)
                break;
        }
        IsDone = next.Count == 0 || _ended.AreFinal(best, Beams[0].Ids.Length + 1);
        if (IsDone)
            return;
        // Stop strings may end so many candidates that beams are left over.
        while (next.Count < Beams.Length)
            next.Add(next[0] with { Sum = float.NegativeInfinity });
        Beams = InPlace(next);
    }

    /// <summary>The result, best first. Beams of a search that was cut count as they are.</summary>
    public IEnumerable<GeneratedSequence> Best()
    {
        if (!IsDone)
            foreach (var beam in Beams)
                _ended.Add(beam, FinishReason.Length);
        return _ended.Best(index);
    }

    private FinishReason? Continue(float sum, int parent, int token, out Beam beam)
    {
        var isEnd = plan.IsEnd(token);
        int[] ids = [.. Beams[parent].Ids, token];
        var text = Beams[parent].Text;
        if (text is not null && !isEnd)
            text = plan.Texts!.Append(text, ids[plan.StartLength..]);
        beam = new(ids, sum, parent, text);
        return isEnd ? FinishReason.EndToken : text?.Stop is not null ? FinishReason.StopString : null;
    }

    /// <summary>Puts the first child of each beam where its parent was: the decoder then moves only the others.</summary>
    private static Beam[] InPlace(List<Beam> next)
    {
        var placed = new Beam?[next.Count];
        var rest = new Queue<Beam>();
        foreach (var beam in next)
            if (placed[beam.Parent] is null)
                placed[beam.Parent] = beam;
            else
                rest.Enqueue(beam);
        return [.. placed.Select(beam => beam ?? rest.Dequeue())];
    }
}
