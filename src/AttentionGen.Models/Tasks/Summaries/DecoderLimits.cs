using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>A decoder that has read nothing and never will: settings are checked against its limits before a long text is encoded.</summary>
internal sealed class DecoderLimits(LedConfig config) : ITokenDecoder
{
    public int Rows => 1;

    public int VocabSize => config.VocabSize;

    public int MaxLength => config.MaxDecoderPositions;

    public Device Device => CPU;

    public Tensor Next(Tensor tokens) => throw new NotSupportedException("It knows limits only.");

    public void Select(ReadOnlySpan<int> rows) => throw new NotSupportedException("It knows limits only.");

    public void Dispose()
    {
    }
}
