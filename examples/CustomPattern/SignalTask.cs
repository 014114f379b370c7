using static TorchSharp.torch;

namespace CustomPattern;

/// <summary>Sequences of blanks with one signal somewhere; every token must tell which signal it is.</summary>
internal static class SignalTask
{
    /// <summary>Tokens per sequence.</summary>
    public const int Length = 64;

    /// <summary>Different signals, the ids 1 to 8; a blank is 0.</summary>
    public const int Signals = 8;

    /// <summary>A batch: token ids (batch, length), and each sequence's signal (batch), from 0.</summary>
    public static (Tensor Tokens, Tensor Signal) Batch(int size, Generator random)
    {
        using var scope = NewDisposeScope();
        var signal = randint(0, Signals, [size], ScalarType.Int64, generator: random);
        var position = randint(0, Length, [size, 1], ScalarType.Int64, generator: random);
        var tokens = zeros(size, Length, ScalarType.Int64).scatter(1, position, (signal + 1).unsqueeze(1));
        return (tokens.MoveToOuterDisposeScope(), signal.MoveToOuterDisposeScope());
    }
}
