using static TorchSharp.torch;

namespace AttentionGen.Tests.Cases;

/// <summary>A batch that patterns are tried on: its size, its padding, its global tokens.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Batch">Sequences.</param>
/// <param name="Length">Tokens.</param>
/// <param name="IsReal">(row, position): false for padding.</param>
/// <param name="IsGlobal">(row, position); ignored by patterns without global tokens.</param>
public sealed record Scenario(string Name, int Batch, int Length, Func<int, int, bool> IsReal, Func<int, int, bool> IsGlobal)
{
    /// <summary>All scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("length 1", 2, 1, Real, None),
        new("length 1, global", 1, 1, Real, (_, _) => true),
        new("shorter than the window", 2, 5, Real, First),
        new("exactly one window", 1, 9, Real, First),
        new("not a multiple of anything", 2, 37, Real, None),
        new("a multiple of many things", 1, 128, Real, First),
        new("several chunks", 1, 331, Real, (_, i) => i is 0 or 100 or 330),
        new("all tokens global", 2, 19, Real, (_, _) => true),
        new("different global counts", 3, 37, Real, (row, i) => row switch { 0 => i is 0 or 7 or 36, 1 => i == 20, _ => false }),
        new("many global tokens", 1, 40, Real, (_, i) => i % 3 == 1),
        new("a fully padded row", 3, 21, (row, _) => row != 1, First),
        new("padded tails", 3, 37, (row, i) => i < 37 - 9 * row, (row, i) => i == 0 || (row == 1 && i == 30)),
        new("padded heads and holes", 2, 37, (row, i) => row == 0 ? i >= 11 : i % 5 != 0, (_, i) => i is 11 or 12),
    ];

    /// <summary>The masks of this batch.</summary>
    public AttentionMasks Masks(PatternCard card, Device device)
    {
        using var scope = NewDisposeScope();
        var inputs = new PatternInputs();
        foreach (var input in card.Inputs)
        {
            if (input.PerToken)
                inputs.Add(input.Name, InputValues(input.Name));
            else
                inputs.Add(input.Name, 5);
        }
        return AttentionMasks.Create(Batch, Length, device, Mask(IsReal), card.Global ? Mask(IsGlobal) : null, inputs);
    }

    /// <summary>Stretches of growing numbers, other ones in each row; a prefix is the first stretch.</summary>
    private Tensor InputValues(string name) => tensor((
        from row in Enumerable.Range(0, Batch)
        from i in Enumerable.Range(0, Length)
        let stretch = (i + 3 * row) / 9
        select name == "prefix" ? (stretch == 0 ? 1L : 0) : stretch).ToArray()).reshape(Batch, Length);

    private Tensor Mask(Func<int, int, bool> value) =>
        tensor((from row in Enumerable.Range(0, Batch) from i in Enumerable.Range(0, Length) select value(row, i)).ToArray()).reshape(Batch, Length);

    private static bool Real(int row, int position) => true;

    private static bool None(int row, int position) => false;

    private static bool First(int row, int position) => position == 0;
}
