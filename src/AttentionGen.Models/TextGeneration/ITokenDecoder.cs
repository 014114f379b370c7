using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration;

/// <summary>
/// A model in the middle of writing: rows of tokens that grow by what is decided. All that text generation knows of a model.
/// It keeps what it has computed for the tokens so far; disposing frees that, and leaves the model as it was.
/// </summary>
public interface ITokenDecoder : IDisposable
{
    /// <summary>Rows that are being written; at first one for each input.</summary>
    int Rows { get; }

    /// <summary>Token ids: 0 to this - 1.</summary>
    int VocabSize { get; }

    /// <summary>Most tokens of a row, those that it starts with included.</summary>
    int MaxLength { get; }

    /// <summary>Where the tensors live.</summary>
    Device Device { get; }

    /// <summary>Reads the tokens that come next in each row, and says what may follow the last of them.</summary>
    /// <param name="tokens">(rows, new tokens) int64: the start of each row in the first call, then usually one decided token each.</param>
    /// <returns>Logits, (rows, vocabulary), in the model's type.</returns>
    /// <exception cref="ArgumentException">The shape does not fit, or a row would exceed <see cref="MaxLength"/>.</exception>
    Tensor Next(Tensor tokens);

    /// <summary>
    /// Chooses the rows to go on with: row i of the next call continues what is row <c>rows[i]</c> now. Rows that are not named are
    /// given up, with what is kept for their inputs when no row of theirs is left; a row that is named several times is continued in several ways.
    /// </summary>
    /// <param name="rows">At least one, each 0 to <see cref="Rows"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row, or none is left.</exception>
    void Select(ReadOnlySpan<int> rows);
}
