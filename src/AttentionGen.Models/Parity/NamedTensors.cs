using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>What a run produced, by the names of the folder. Owns copies.</summary>
internal sealed class NamedTensors : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>The names that were produced.</summary>
    public IEnumerable<string> Names => _tensors.Keys;

    /// <summary>Keeps a copy, outside all dispose scopes and without history.</summary>
    public void Keep(string name, Tensor tensor)
    {
        using var noGrad = no_grad();
        _tensors[name] = tensor.detach().clone().DetachFromDisposeScope();
    }

    /// <summary>Keeps a numbered list.</summary>
    public void Keep(string name, IReadOnlyList<Tensor>? tensors)
    {
        for (var i = 0; i < (tensors?.Count ?? 0); i++)
            Keep($"{name}.{i}", tensors![i]);
    }

    /// <summary>Keeps the gradients of a module's parameters; one that the result does not depend on has the gradient 0.</summary>
    public void KeepGradients(nn.Module module, string prefix = "grad.")
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in module.named_parameters())
            Keep(prefix + name, parameter.grad ?? zeros_like(parameter));
    }

    /// <summary>The copy of that name, or null.</summary>
    public Tensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _tensors.Clear();
    }
}
