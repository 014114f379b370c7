using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

using Plan;
using LayerCost = Plan.LayerCost;
using LayerReach = Plan.LayerReach;

/// <summary>The cost model's closed form against counting, and reach.</summary>
public class CostTests
{
    [Theory]
    [InlineData(1, 0, 0, 1)]
    [InlineData(7, 3, 3, 1)]
    [InlineData(64, 4, 2, 1)]
    [InlineData(64, 200, 200, 1)]
    [InlineData(100, 5, 0, 3)]
    [InlineData(101, 7, 9, 4)]
    [InlineData(33, 16, 1, 2)]
    [InlineData(10, 2, 2, 50)]
    public void Pairs_are_counted(int length, int before, int after, int stride)
    {
        var pairs = (from i in Enumerable.Range(0, length) from t in Enumerable.Range(-before, before + after + 1) where i + stride * t >= 0 && i + stride * t < length select 1).Count();
        var plan = PlanOf($"\"layers\": 1, \"heads\": 3, \"maxLength\": {length}, \"window\": {{ \"before\": {before}, \"after\": {after} }}, \"dilation\": {stride}");
        var cost = Assert.Single(plan.Costs);
        Assert.Equal((3L * pairs, 3L * length * length, 4L * 8 * 3 * pairs), (cost.Pairs, cost.DensePairs, cost.Flops));
        Assert.InRange(cost.ComputedPairs, cost.Pairs, long.MaxValue);
    }

    [Fact]
    public void A_causal_pattern_is_compared_with_causal_attention() => Assert.Equal(
        // One chunk of 9 queries against 2 + 9 keys; queries and context once, keys and values once per chunk.
        new LayerCost(9 + 8 + 7, 45, 4 * 8 * 24, 9 * 11, 4 * 8 * (2 * 9 + 2 * 11)),
        PlanOf("\"layers\": 1, \"heads\": 1, \"maxLength\": 9, \"causal\": true, \"window\": { \"before\": 2 }").Costs[0]);

    [Fact]
    public void Heads_add_up_and_layers_stand_alone() => Assert.Equal(
        [4L + 4 + 3 + 3, 4 + 4],
        PlanOf("\"layers\": 2, \"heads\": 2, \"maxLength\": 4, \"window\": [{ \"before\": 0 }, { \"total\": 2, \"layers\": 0, \"heads\": 1 }]").Costs.Select(c => c.Pairs));

    [Fact]
    public void The_longest_pattern_overflows_nothing()
    {
        var cost = PlanOf("\"layers\": 1, \"heads\": 1024, \"maxLength\": 16777216, \"window\": 33554432").Costs[0];
        Assert.Equal((1L << 58, 1L << 58, long.MaxValue), (cost.Pairs, cost.DensePairs, cost.Flops));
        Assert.InRange(cost.ComputedPairs, cost.Pairs, long.MaxValue);
    }

    [Fact]
    public void Without_a_length_costs_are_counted_at_4096()
    {
        var plan = PlanOf("\"layers\": 1, \"heads\": 1, \"window\": { \"before\": 0 }");
        Assert.Equal((4096, 4096L), (plan.CostLength, plan.Costs[0].Pairs));
    }

    [Fact]
    public void Reach_adds_the_widest_head_of_each_layer() => Assert.Equal(
        [new LayerReach(6, 6), new LayerReach(6 + 12, 6 + 3), new LayerReach(18 + 3, 9 + 0)],
        PlanOf("""
            "layers": 3, "heads": 2,
            "window": [12, { "before": 4, "after": 1, "layers": 1 }, { "before": [9, 9, 3], "layers": 2 }, { "before": 0, "after": 2, "layers": 1, "heads": 1 }],
            "dilation": { "stride": 3, "layers": 1, "heads": 0 }
            """).Reach);

    [Fact]
    public void Rules_of_short_sequences_are_counted()
    {
        var cost = PlanOf("\"layers\": 1, \"heads\": 1, \"maxLength\": 60, \"sparseStrided\": { \"stride\": 7 }").Costs[0];
        var pairs = Enumerable.Range(0, 60).Sum(i => Enumerable.Range(0, i + 1).Count(j => i - j <= 7 || (i - j) % 7 == 0));
        Assert.Equal((pairs, false), (cost.Pairs, cost.Estimated));
    }

    /// <summary>More cells than there is time to count: those left out must not distort the sum.</summary>
    [Fact]
    public void Rules_of_long_sequences_are_estimated_well()
    {
        var cost = PlanOf("\"layers\": 1, \"heads\": 1, \"maxLength\": 12288, \"causal\": true, \"sparseStrided\": { \"stride\": 128 }").Costs[0];
        var pairs = Enumerable.Range(0, 12288).Sum(i => Math.Min(i, 128) + 1 + Math.Max(0, i / 128 - 1));
        Assert.True(cost.Estimated);
        Assert.InRange(cost.Pairs, 0.7 * pairs, 1.3 * pairs);
        // Every second block of 64 holds a key of the stride.
        Assert.InRange(cost.ComputedPairs, 0.45 * cost.DensePairs, 0.6 * cost.DensePairs);
    }

    private static PatternPlan PlanOf(string properties) => Planner.Plan(Sound.Spec(properties));
}
