using System.Text.RegularExpressions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>TorchSharp's AdamW with decay by name, and with its state as named tensors that can be saved and restored bit by bit.</summary>
internal sealed class NamedAdamW : IDisposable
{
    private readonly (string Name, AdamW.State State)[] _states;
    private readonly AdamW _optimizer;

    /// <summary>An optimiser with fresh state.</summary>
    /// <param name="parameters">What it updates, by name. A parameter without gradient is left alone by a step.</param>
    /// <param name="options">The settings.</param>
    public NamedAdamW(IReadOnlyList<(string Name, Parameter Parameter)> parameters, AdamWOptions options)
    {
        var groups = parameters.ToLookup(p => options.WeightDecay > 0 && !Regex.IsMatch(p.Name, options.NoDecay));
        _optimizer = new AdamW(
            [Group(groups[true], options.WeightDecay), Group(groups[false], 0)], 0, options.Beta1, options.Beta2, options.Epsilon);
        // The states stand in the order of the groups.
        _states = [.. groups[true].Concat(groups[false]).Zip(_optimizer.state_dict().State, (p, state) => (p.Name, (AdamW.State)state))];
    }

    /// <summary>Updates the parameters from their gradients.</summary>
    /// <param name="learningRate">0 or more.</param>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = learningRate;
        _optimizer.step();
    }

    /// <summary>The state: per parameter exp_avg, exp_avg_sq and step. The caller's dispose scope frees the steps.</summary>
    public Dictionary<string, Tensor> State()
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, state) in _states)
        {
            tensors[name + ".exp_avg"] = state.exp_avg;
            tensors[name + ".exp_avg_sq"] = state.exp_avg_sq;
            tensors[name + ".step"] = tensor(state.step);
        }
        return tensors;
    }

    /// <summary>Takes a state over.</summary>
    /// <param name="load">A tensor by its name in <see cref="State"/>, of the same shape and type.</param>
    public void Restore(Func<string, Tensor> load)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, state) in _states)
        {
            state.exp_avg.copy_(load(name + ".exp_avg"));
            state.exp_avg_sq.copy_(load(name + ".exp_avg_sq"));
            state.step = load(name + ".step").item<long>();
        }
    }

    /// <summary>Frees the state; the parameters stay.</summary>
    public void Dispose() => _optimizer.Dispose();

    private static AdamW.ParamGroup Group(IEnumerable<(string Name, Parameter Parameter)> parameters, double decay) =>
        new([.. parameters.Select(p => p.Parameter)], new AdamW.Options { weight_decay = decay });
}
