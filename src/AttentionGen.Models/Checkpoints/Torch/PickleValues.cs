using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Python's None.</summary>
internal sealed record PickleNone
{
    public static readonly PickleNone Value = new();
}

/// <summary>One of the names that a checkpoint may refer to.</summary>
/// <param name="Name">Module and name.</param>
/// <param name="Storage">For the type of a storage, its elements.</param>
internal sealed record PickleGlobal(string Name, ScalarType? Storage = null)
{
    private static readonly Dictionary<string, PickleGlobal> s_known =
        new[] { PickleCalls.OrderedDict, PickleCalls.Tensor, PickleCalls.Parameter }.ToDictionary(name => name, name => new PickleGlobal(name));

    /// <summary>The known one of that name; null for all others.</summary>
    public static PickleGlobal? Find(string module, string name) =>
        module == "torch" && TensorDtypes.OfStorage(name) is { } dtype ? new PickleGlobal("torch." + name, dtype)
        : s_known.GetValueOrDefault($"{module}.{name}");
}

/// <summary>A dictionary whose keys are texts. It is made when the first key comes: an empty one is a single byte of a file.</summary>
internal sealed class PickleDict
{
    private Dictionary<string, object>? _items;

    public IReadOnlyCollection<KeyValuePair<string, object>> Items => _items ?? (IReadOnlyCollection<KeyValuePair<string, object>>)[];

    public bool TryAdd(string key, object value) => (_items ??= new(StringComparer.Ordinal)).TryAdd(key, value);
}

/// <summary>Numbers that lie in a file of their own in the zip.</summary>
/// <param name="Dtype">Type of the elements.</param>
/// <param name="Key">The file's name in the folder "data".</param>
/// <param name="Elements">Number of the elements.</param>
internal sealed record PickleStorage(ScalarType Dtype, string Key, long Elements);

/// <summary>A tensor: a view of a storage. Nothing of it is checked yet but that the numbers are numbers.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Its first element in the storage.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Strides">Steps between its elements, in elements.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
