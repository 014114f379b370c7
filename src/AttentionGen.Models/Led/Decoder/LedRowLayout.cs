namespace AttentionGen.Models.Led;

/// <summary>
/// Where the rows of a generation are kept. A row's keys and values stand in a slot of its own, and rows that go back to the same beginning
/// share it by content: every token that was read has a number, and two slots that hold the same number at a position are equal up to there.
/// What is kept of an input stands at a place, once for all of its rows.
/// </summary>
internal sealed class LedRowLayout
{
    private List<int>[] _read; // per slot, the number of each token that was read
    private int[] _place; // per slot, where its input is kept
    private int[] _slot; // per row
    private int _numbers;

    public LedRowLayout(int inputs)
    {
        _read = [.. Enumerable.Range(0, inputs).Select(_ => new List<int>())];
        _place = [.. Enumerable.Range(0, inputs)];
        _slot = [.. Enumerable.Range(0, inputs)];
        Inputs = inputs;
    }

    /// <summary>Rows, each in one of as many slots.</summary>
    public int Rows => _slot.Length;

    /// <summary>Inputs that still have a row; their places are 0 to this - 1.</summary>
    public int Inputs { get; private set; }

    /// <summary>Tokens that every row has read.</summary>
    public int Length => _read[0].Count;

    /// <summary>The slot of each row.</summary>
    public ReadOnlySpan<int> Slots => _slot;

    /// <summary>The place of each slot's input.</summary>
    public ReadOnlySpan<int> Places => _place;

    /// <summary>All slots have read so many tokens more.</summary>
    public void Read(int tokens)
    {
        for (var i = 0; i < tokens; i++)
        {
            foreach (var slot in _read)
                slot.Add(_numbers++);
        }
    }

    /// <summary>Goes on with rows: what has to be copied for it.</summary>
    /// <param name="rows">For each new row the old one that it continues.</param>
    public LedRowMoves Select(ReadOnlySpan<int> rows)
    {
        var parents = new int[rows.Length]; // old slots
        for (var i = 0; i < rows.Length; i++)
            parents[i] = _slot[rows[i]];
        var inputs = MoveInputs(parents, out var newPlaceOf);
        var slots = parents.Length == _slot.Length && inputs.Count == 0 ? InPlace(parents) : InOrder(parents, newPlaceOf);
        var moves = new List<SlotMove>();
        var read = new List<int>[rows.Length];
        var place = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (from, to) = (parents[i], slots[i]);
            var same = to < _read.Length ? Common(_read[from], _read[to]) : 0;
            if (same < Length)
                moves.Add(new SlotMove(from, to, same));
            // Of several rows that continue one, each needs a list of its own.
            read[to] = same < Length || from != to ? [.. _read[from]] : _read[from];
            place[to] = newPlaceOf[_place[from]];
        }
        (_read, _place, _slot) = (read, place, slots);
        return new LedRowMoves(moves, inputs);
    }

    /// <summary>Places of inputs without rows are filled by the last ones.</summary>
    private List<InputMove> MoveInputs(int[] parents, out int[] newPlaceOf)
    {
        var alive = parents.Select(slot => _place[slot]).Distinct().Order().ToArray();
        newPlaceOf = new int[Inputs];
        var free = new Queue<int>(Enumerable.Range(0, alive.Length).Except(alive));
        var moves = new List<InputMove>();
        foreach (var old in alive)
        {
            newPlaceOf[old] = old < alive.Length ? old : free.Dequeue();
            if (newPlaceOf[old] != old)
                moves.Add(new InputMove(old, newPlaceOf[old]));
        }
        Inputs = alive.Length;
        return moves;
    }

    /// <summary>As many rows as before: the first that continues a slot stays there, the others take what became free, at best of their own input.</summary>
    private int[] InPlace(int[] parents)
    {
        var slots = new int[parents.Length];
        var free = Enumerable.Range(0, parents.Length).Except(parents).ToList();
        var kept = new HashSet<int>();
        for (var i = 0; i < parents.Length; i++)
            slots[i] = kept.Add(parents[i]) ? parents[i] : -1;
        for (var i = 0; i < parents.Length; i++)
        {
            if (slots[i] >= 0)
                continue;
            var own = free.FindIndex(slot => _place[slot] == _place[parents[i]]);
            slots[i] = free[Math.Max(own, 0)];
            free.Remove(slots[i]);
        }
        return slots;
    }

    /// <summary>More or fewer rows: input after input.</summary>
    private int[] InOrder(int[] parents, int[] newPlaceOf)
    {
        var slots = new int[parents.Length];
        var order = Enumerable.Range(0, parents.Length).OrderBy(i => newPlaceOf[_place[parents[i]]]).ToArray();
        for (var slot = 0; slot < order.Length; slot++)
            slots[order[slot]] = slot;
        return slots;
    }

    private static int Common(List<int> one, List<int> other)
    {
        var same = one.Count;
        while (same > 0 && one[same - 1] != other[same - 1])
            same--;
        return same;
    }
}

/// <summary>What has to be copied before the next step.</summary>
/// <param name="Slots">Between slots; all are read before any is written.</param>
/// <param name="Inputs">Between places.</param>
internal sealed record LedRowMoves(IReadOnlyList<SlotMove> Slots, IReadOnlyList<InputMove> Inputs);

/// <summary>A slot's tokens from a position on, into another slot.</summary>
internal readonly record struct SlotMove(int From, int To, int Since);

/// <summary>An input, into another place.</summary>
internal readonly record struct InputMove(int From, int To);
