using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>A folder's inputs.safetensors. The caller's dispose scope frees what it loads.</summary>
internal sealed class ParityInputs(string folder, ScalarType dtype = ScalarType.Float32) : IDisposable
{
    private const string Cotangent = "cotangent.";
    private readonly SafetensorsFile _file = SafetensorsFile.Open(Path.Combine(folder, "inputs.safetensors"));

    /// <summary>An input; numbers with a fraction in the run's type. Null when the folder has none of that name.</summary>
    public Tensor? Find(string name)
    {
        if (!_file.Contains(name))
            return null;
        var tensor = _file.Load(name);
        return tensor.is_floating_point() ? tensor.to(dtype) : tensor;
    }

    /// <summary>An input that must be there.</summary>
    /// <exception cref="CheckpointException">There is none.</exception>
    public Tensor Get(string name) => Find(name) ?? throw new CheckpointException($"{_file.Path} has no tensor \"{name}\".");

    /// <summary>
    /// The scalar that the folder's gradients belong to: the sum of output x cotangent over all outputs that have one; null where none has.
    /// </summary>
    public Tensor? CotangentLoss(Func<string, Tensor?> output) => _file.Names
        .Where(name => name.StartsWith(Cotangent, StringComparison.Ordinal))
        .Select(name => (output(name[Cotangent.Length..]) ?? throw new CheckpointException($"{_file.Path}: {name} belongs to no output.")).mul(Get(name)).sum())
        .Aggregate((Tensor?)null, (sum, term) => sum is null ? term : sum + term);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
