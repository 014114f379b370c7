using static TorchSharp.torch;

namespace Quickstart;

/// <summary>The smallest tokenizer that reads everything: a token is a byte.</summary>
internal static class ByteTokens
{
    /// <summary>Stands in front of the document; what it has gathered at the end describes the whole.</summary>
    public const int Cls = 0;

    /// <summary>Fills up shorter documents of a batch.</summary>
    public const int Pad = 1;

    /// <summary>Stands behind the document.</summary>
    public const int Sep = 2;

    /// <summary>Tokens that are added to a document.</summary>
    public const int Added = 2;

    /// <summary>Number of different tokens.</summary>
    public const int Vocabulary = FirstByte + 256;

    private const int FirstByte = 3;

    /// <summary>CLS, the bytes, SEP: (1, bytes + 2) int64.</summary>
    public static Tensor Encode(byte[] text) =>
        tensor([Cls, .. text.Select(b => (long)FirstByte + b), Sep]).unsqueeze(0);
}
