using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>
/// A token by chance, from the distribution that temperature, top-k and top-p leave, in this order. A sequence has its own random numbers:
/// they depend on seed and place alone, so that no other row changes them and the process's generator is not touched.
/// </summary>
internal sealed class SampledToken(GenerationConfig config, int sequences) : ITokenChoice
{
    private readonly SeededRandom[] _random = Streams(config.Seed ?? Random.Shared.NextInt64(), sequences);

    public (Tensor Tokens, Tensor Sound) Choose(Tensor scores, IReadOnlyList<int> sequences)
    {
        if (config.Temperature != 1)
            scores = scores / config.Temperature;
        Tensor? ids = null;
        if (config.TopK > 0 && config.TopK < scores.shape[1])
            (scores, ids) = scores.topk(config.TopK);
        else if (config.TopP < 1)
            (scores, ids) = scores.sort(-1, descending: true);
        var probabilities = scores.to(ScalarType.Float64).softmax(-1);
        if (config.TopP < 1)
        {
            // A token stays while those before it do not reach top_p: the first always does.
            var before = probabilities.cumsum(-1) - probabilities;
            probabilities = probabilities * before.lt(config.TopP);
        }
        var sums = probabilities.cumsum(-1);
        var total = sums.narrow(1, sums.shape[1] - 1, 1);
        var drawn = total * tensor(sequences.Select(Draw).ToArray(), device: scores.device).unsqueeze(1);
        // The first whose sum exceeds the draw. NaN would lead past the end; what is chosen then is thrown away.
        var place = searchsorted(sums, drawn, right: true).clamp(0, sums.shape[1] - 1);
        return ((ids is null ? place : ids.gather(1, place)).squeeze(1), total.squeeze(1));
    }

    /// <summary>From 0 to below 1 by enough that the product with a sum is below the sum.</summary>
    private double Draw(int sequence) => (_random[sequence].Next() >> 32) * (1.0 / (1UL << 32));

    private static SeededRandom[] Streams(long seed, int count) => [.. Enumerable.Range(0, count).Select(i => new SeededRandom(seed, i))];
}
