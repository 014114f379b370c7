using AttentionGen;

namespace CustomPattern;

/// <summary>
/// The wiring of a fast Fourier transform: in layer l each token reads itself and the token whose position differs in bit l.
/// After six layers of two keys each, every one of 64 tokens has heard of all others.
/// </summary>
[AttentionPattern(layers: 6, heads: 1, headSize: 32, MaxLength = 64)]
[Predicate(nameof(Attends))]
public sealed partial class Butterfly
{
    internal static bool Attends(int query, int key, int layer) => key == query || key == (query ^ (1 << layer));
}
