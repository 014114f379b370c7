using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Models;
using GlobalToken;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Examples;

/// <summary>What of examples/GlobalToken is certain before any training, and that the certain part can be learned.</summary>
[Collection(nameof(TorchGenerator))] // the same weights each time
public class GlobalTokenTests
{
    /// <summary>Row of the table; whether its windows reach the key, and whether anything tells the last token of it.</summary>
    public static TheoryData<int, bool, bool> Rows => new() { { 0, false, true }, { 1, false, false }, { 2, false, true }, { 3, true, true } };

    [Theory, MemberData(nameof(Rows))]
    public void The_key_is_out_of_the_windows_reach_in_all_rows_but_the_last(int row, bool reached, bool _) =>
        Assert.Equal(reached, Trial.All[row].Reach >= KeyTask.MostDistance);

    /// <summary>Whatever the weights: without a global token no change of the key changes a score of the last token.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void The_scores_have_gradients_for_the_key_where_something_carries_it(int row, bool _, bool carried)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var trial = Trial.All[row];
        using var model = trial.Model();
        var (tokens, position, _) = KeyTask.Batch(6, random);
        var embeddings = model.Words.index_select(0, tokens.flatten()).unflatten(0, tokens.shape).detach().requires_grad_(); // (batch, length, hidden)
        var input = trial.Input(tokens) with { InputIds = null, InputsEmbeds = embeddings };
        model.call(input).square().sum().backward();
        var gradients = embeddings.grad!.abs().sum(-1); // (batch, length)
        var atKey = gradients.gather(1, position).flatten().data<float>().ToArray();
        Assert.All(atKey, gradient => Assert.Equal(carried, gradient != 0));
        Assert.All(gradients[.., -1].data<float>().ToArray(), gradient => Assert.NotEqual(0, gradient));
    }

    [Fact]
    public void Every_sequence_has_one_key_where_it_is_said_to_be()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(7);
        var (tokens, position, key) = KeyTask.Batch(200, random);
        Assert.Equal([200, KeyTask.Length], tokens.shape);
        var isKey = tokens.ge(KeyTask.FirstKey) & tokens.lt(KeyTask.FirstWord);
        Assert.True(isKey.sum(1).eq(1).all().item<bool>());
        Assert.Equal((key + KeyTask.FirstKey).data<long>().ToArray(), tokens.gather(1, position).flatten().data<long>().ToArray());
        Assert.Equal((1, KeyTask.LastKeyPosition), ((int)position.min().item<long>(), (int)position.max().item<long>()));
    }

    [Fact]
    public void Shared_projections_are_the_same_parameters_and_are_trained_once()
    {
        using var scope = NewDisposeScope();
        using var shared = Trial.All[2].Model();
        using var separate = Trial.All[0].Model();
        // Weights and biases of three projections in two layers.
        Assert.Equal(separate.Trained.Count() - 12, shared.Trained.Count());
        var state = shared.state_dict();
        foreach (var name in state.Keys.Where(name => name.Contains("_global")))
            Assert.Equal(state[name.Replace("_global", "")].Handle, state[name].Handle);
    }

    [Fact]
    public void Shared_projections_compute_what_a_pattern_that_declares_them_computes()
    {
        using var scope = NewDisposeScope();
        var weights = Enumerable.Range(0, 3).Select(_ => randn(32, 32) / 4).ToArray();
        var hidden = randn(2, 40, 32);
        using var masks = AttentionMasks.Create(2, 40, globalTokens: arange(40).eq(0).expand(2, 40));
        var (q, k, v) = (Heads(0), Heads(1), Heads(2));
        var none = zeros(32);
        var globals = new GlobalInputs(hidden, weights[0], none, weights[1], none, weights[2], none);
        var own = new WithGlobalToken().Forward(0, q, k, v, globals, masks);
        var declared = new SharedProjections().Forward(0, q, k, v, globals: null, masks);
        Assert.True(own.allclose(declared, 1e-4, 1e-5));

        Tensor Heads(int projection) => nn.functional.linear(hidden, weights[projection]).unflatten(2, [2, 16]);
    }

    [Fact]
    public void A_Longformer_says_that_it_takes_no_pattern_of_shared_projections() =>
        Assert.Contains("as Shared", Assert.Throws<ArgumentException>(() => new LongformerModel(
            new LongformerConfig { HiddenSize = 32, NumHiddenLayers = 1, NumAttentionHeads = 2, AttentionWindow = [16] }, new SharedProjections())).Message);

    [Fact]
    public void One_global_token_learns_to_carry_the_key()
    {
        var losses = new List<double>();
        var (accuracy, _) = Trial.All[0].Run(steps: 250, (_, loss) => losses.Add(loss));
        Assert.Equal(250, losses.Count);
        Assert.InRange(accuracy, 0.95, 1);
    }
}

/// <summary>One layer as in examples/GlobalToken, with shared projections by declaration.</summary>
[AttentionPattern(layers: 1, heads: 2, headSize: 16)]
[Window(16)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
[GlobalAttention(Projections = GlobalProjections.Shared)]
public sealed partial class SharedProjections;
