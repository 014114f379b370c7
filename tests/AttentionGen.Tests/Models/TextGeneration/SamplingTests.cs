using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>Samples follow the distribution that the settings leave, and repeat with their seed.</summary>
[Collection(nameof(TorchGenerator))] // looks at the process's generator
public class SamplingTests
{
    private const int Samples = 20000;

    private static readonly float[] s_logits = [0.5f, -1, 2, 1.5f, 0, -3, 1];

    private static readonly GenerationConfig s_config = new() { DoSample = true, MaxNewTokens = 1, DecoderStartTokenId = 1, TopK = 0, Seed = 5 };

    public static TheoryData<double, int, double> Settings => new()
    {
        { 1, 0, 1 }, { 0.5, 0, 1 }, { 3, 0, 1 }, { 1, 3, 1 }, { 1, 0, 0.7 }, { 0.8, 5, 0.9 }, { 1, 50, 1 },
    };

    [Theory, MemberData(nameof(Settings))]
    public void Tokens_come_as_often_as_their_probability_says(double temperature, int topK, double topP)
    {
        var found = Sample(s_config with { Temperature = temperature, TopK = topK, TopP = topP, NumReturnSequences = Samples });
        var counts = found.CountBy(f => f.Ids[1]).ToDictionary();

        var sorted = s_logits.Select((x, token) => (Token: token, Weight: Math.Exp(x / temperature))).OrderByDescending(x => x.Weight).ToList();
        if (topK > 0)
            sorted = [.. sorted.Take(topK)];
        var (reached, total, kept) = (0.0, sorted.Sum(x => x.Weight), new List<(int Token, double Weight)>());
        foreach (var candidate in sorted)
        {
            if (reached / total < topP)
                kept.Add(candidate);
            reached += candidate.Weight;
        }
        Assert.Subset(kept.Select(x => x.Token).ToHashSet(), counts.Keys.ToHashSet());
        foreach (var (token, weight) in kept)
        {
            var p = weight / kept.Sum(x => x.Weight);
            Assert.Equal(p, counts.GetValueOrDefault(token) / (double)Samples, 5 * Math.Sqrt(p * (1 - p) / Samples));
        }
    }

    [Fact]
    public void A_seed_repeats_and_another_differs()
    {
        var config = s_config with { MaxNewTokens = 12, NumReturnSequences = 3 };
        string All(long? seed) => string.Join("|", Sample(config with { Seed = seed }).Select(f => string.Join(" ", f.Ids)));
        Assert.Equal(All(5), All(5));
        Assert.NotEqual(All(5), All(6));
        Assert.NotEqual(All(null), All(null));
        Assert.Equal(3, All(5).Split('|').Distinct().Count());
    }

    [Fact]
    public void A_row_is_sampled_alike_whatever_ends_beside_it()
    {
        var config = s_config with { MaxNewTokens = 12, NumReturnSequences = 4 };
        foreach (var (alone, beside) in Sample(config).Zip(Sample(config with { EosTokenIds = [3] })))
        {
            int[] ids = [.. alone.Ids];
            var end = Array.IndexOf(ids, 3, 1);
            Assert.Equal(end < 0 ? ids : ids[..(end + 1)], beside.Ids);
        }
    }

    [Fact]
    public void The_process_has_its_own_random_numbers()
    {
        using var scope = NewDisposeScope();
        var before = get_rng_state().data<byte>().ToArray();
        Sample(s_config with { MaxNewTokens = 5 });
        Assert.Equal(before, get_rng_state().data<byte>().ToArray());
    }

    private static GeneratedSequence[] Sample(GenerationConfig config) => TextGenerator.Generate(
        new TableDecoder(1, s_logits.Length, (_, _) => s_logits), config, cancellation: TestContext.Current.CancellationToken);
}
