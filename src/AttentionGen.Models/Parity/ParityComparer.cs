using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>Compares every tensor of an expected.safetensors. What cannot be produced fails; nothing is skipped.</summary>
internal static class ParityComparer
{
    /// <summary>Compares a file with what <paramref name="produce"/> gives for each of its names; null means "not produced".</summary>
    public static ParityReport Compare(string title, SafetensorsFile expected, Func<string, Tensor?> produce, ParityTolerance? tolerance = null)
    {
        using var noGrad = no_grad();
        return new ParityReport(title, [.. expected.Names.Select(name =>
        {
            using var scope = NewDisposeScope();
            return Compare(name, expected.Load(name), produce(name), tolerance ?? new ParityTolerance());
        })]);
    }

    /// <summary>Compares one tensor.</summary>
    public static ParityLine Compare(string name, Tensor expected, Tensor? actual, ParityTolerance tolerance)
    {
        if (actual is null)
            return new ParityLine(name, expected.shape, double.NaN, 0, "relative", "was not produced");
        if (!expected.shape.SequenceEqual(actual.shape))
            return new ParityLine(name, expected.shape, double.NaN, 0, "relative", $"has the shape ({string.Join(", ", actual.shape)})");
        using var scope = NewDisposeScope();
        // float64 holds every value of both sides exactly, long integers apart, which are compared as they are.
        if (!expected.is_floating_point())
            return new ParityLine(name, expected.shape, expected.ne(actual.cpu()).sum().item<long>(), 0, "exact");
        var wide = expected.to(ScalarType.Float64);
        var difference = Largest(wide - actual.cpu().to(ScalarType.Float64));
        var largest = Largest(wide);
        return largest < tolerance.ZeroBelow
            ? new ParityLine(name, expected.shape, difference, tolerance.ZeroLimit, "absolute")
            : new ParityLine(name, expected.shape, difference / largest, tolerance.Relative, "relative");
    }

    /// <summary>The largest absolute value; NaN when there is one.</summary>
    private static double Largest(Tensor tensor) => tensor.numel() == 0 ? 0 : tensor.abs().max().item<double>();
}
