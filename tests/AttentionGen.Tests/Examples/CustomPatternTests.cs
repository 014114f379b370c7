using CustomPattern;

namespace AttentionGen.Tests.Examples;

/// <summary>The pattern and the training of examples/CustomPattern.</summary>
public class CustomPatternTests
{
    [Fact]
    public void A_butterfly_reads_what_its_method_says()
    {
        for (var layer = 0; layer < 6; layer++)
        {
            var rule = new Butterfly().Rule(layer, head: 0, SignalTask.Length);
            for (var query = 0; query < SignalTask.Length; query++)
                Assert.Equal(
                    Enumerable.Range(0, SignalTask.Length).Where(key => Butterfly.Attends(query, key, layer)),
                    Enumerable.Range(0, SignalTask.Length).Where(key => rule.Reads(query, key)));
        }
    }

    [Fact]
    public void Six_layers_of_two_keys_carry_a_signal_to_all_tokens() =>
        Assert.InRange(SignalTraining.Accuracy(new Butterfly(), steps: 300, (_, _) => { }), 0.9, 1);

    /// <summary>Of 64 tokens 13 at most are within six of the signal; the others can guess one of eight.</summary>
    [Fact]
    public void Six_layers_of_neighbours_cannot() =>
        Assert.InRange(SignalTraining.Accuracy(new Neighbours(), steps: 60, (_, _) => { }), 0, 0.35);
}
