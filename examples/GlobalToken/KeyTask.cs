using static TorchSharp.torch;

namespace GlobalToken;

/// <summary>Sequences of random words with one key among the first; the last token must tell which key it is.</summary>
internal static class KeyTask
{
    /// <summary>Tokens per sequence.</summary>
    public const int Length = 128;

    /// <summary>Different keys.</summary>
    public const int Keys = 8;

    /// <summary>The key stands at one of the positions 1 to this.</summary>
    public const int LastKeyPosition = 8;

    /// <summary>The least and the most tokens from the key to the last token.</summary>
    public const int LeastDistance = Length - 1 - LastKeyPosition, MostDistance = Length - 2;

    /// <summary>Token ids: begin, padding (which never occurs) and end, the keys, the words.</summary>
    public const int Begin = 0, Padding = 1, End = 2, FirstKey = 3, FirstWord = FirstKey + Keys, Vocabulary = FirstWord + 32;

    /// <summary>A batch of new sequences.</summary>
    /// <param name="size">Sequences, 1 or more.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>Token ids (size, length), positions of the keys (size, 1), and the keys (size), from 0.</returns>
    public static (Tensor Tokens, Tensor Position, Tensor Key) Batch(int size, Generator random)
    {
        using var scope = NewDisposeScope();
        var key = randint(0, Keys, [size], ScalarType.Int64, generator: random);
        var position = randint(1, LastKeyPosition + 1, [size, 1], ScalarType.Int64, generator: random);
        var tokens = randint(FirstWord, Vocabulary, [size, Length], ScalarType.Int64, generator: random);
        tokens[.., 0] = Begin;
        tokens[.., Length - 1] = End;
        tokens = tokens.scatter(1, position, (key + FirstKey).unsqueeze(1));
        return (tokens.MoveToOuterDisposeScope(), position.MoveToOuterDisposeScope(), key.MoveToOuterDisposeScope());
    }
}
