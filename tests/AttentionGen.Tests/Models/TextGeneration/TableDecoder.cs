using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>A decoder whose logits are a function of input and tokens. It remembers its rows as a model's cache would, and counts what is asked of it.</summary>
internal sealed class TableDecoder(int inputs, int vocabulary, Func<int, IReadOnlyList<int>, float[]> logits, int maxLength = 64) : ITokenDecoder
{
    private List<(int Input, int[] Tokens)> _rows = [.. Enumerable.Range(0, inputs).Select(i => (i, Array.Empty<int>()))];

    public int Rows => _rows.Count;

    public int VocabSize => vocabulary;

    public int MaxLength => maxLength;

    public Device Device => CPU;

    /// <summary>Called before each step.</summary>
    public Action? OnNext { get; init; }

    public ScalarType Dtype { get; init; } = ScalarType.Float32;

    /// <summary>Whether logits lie in memory token by token, as some matrix products leave them.</summary>
    public bool Transposed { get; init; }

    /// <summary>Rows of each step.</summary>
    public List<int> RowsOfSteps { get; } = [];

    /// <summary>Rows of each selection.</summary>
    public List<int[]> Selections { get; } = [];

    /// <summary>Tokens from a hash of everything before them, with end tokens made likely enough to occur.</summary>
    public static Func<int, IReadOnlyList<int>, float[]> Random(int seed, int vocabulary, params int[] likely) => (input, tokens) =>
    {
        var state = 14695981039346656037UL ^ (ulong)seed * 7919 ^ (ulong)input;
        foreach (var token in tokens)
            state = (state ^ (ulong)token) * 1099511628211UL;
        var random = new AttentionGen.Models.Training.SeededRandom((long)state);
        return [.. Enumerable.Range(0, vocabulary).Select(t => (float)(random.NextDouble() * 6 + (likely.Contains(t) ? 3 : 0)))];
    };

    public Tensor Next(Tensor tokens)
    {
        OnNext?.Invoke();
        Assert.Equal(ScalarType.Int64, tokens.dtype);
        Assert.Equal(Rows, tokens.shape[0]);
        var (fresh, width) = (tokens.data<long>().ToArray(), (int)tokens.shape[1]);
        _rows = [.. _rows.Select((row, i) => (row.Input, (int[])[.. row.Tokens, .. fresh[(i * width)..((i + 1) * width)].Select(t => (int)t)]))];
        Assert.All(_rows, row => Assert.True(row.Tokens.Length <= MaxLength));
        RowsOfSteps.Add(Rows);
        var scores = tensor(_rows.SelectMany(row => logits(row.Input, row.Tokens)).ToArray(), [Rows, vocabulary]).to(Dtype);
        return Transposed ? scores.t().contiguous().t() : scores;
    }

    public void Select(ReadOnlySpan<int> rows)
    {
        Assert.NotEmpty(rows.ToArray());
        int[] chosen = [.. rows];
        Assert.False(chosen.SequenceEqual(Enumerable.Range(0, Rows)), "The same rows were selected.");
        Selections.Add(chosen);
        _rows = [.. chosen.Select(row => _rows[row])];
        // The rows of an input stand together.
        Assert.Equal(_rows.Select(r => r.Input).Distinct().Count(), 1 + _rows.Skip(1).Zip(_rows).Count(pair => pair.First.Input != pair.Second.Input));
    }

    public void Dispose()
    {
    }
}
