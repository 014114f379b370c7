namespace AttentionGen.Models.Checkpoints;

/// <summary>What a pickle may ask to be made, a closed list: nothing is looked up or run.</summary>
internal static class PickleCalls
{
    public const string OrderedDict = "collections.OrderedDict", Tensor = "torch._utils._rebuild_tensor_v2", Parameter = "torch._utils._rebuild_parameter";

    /// <summary>The value that a call of a known name gives; null where the arguments are others than PyTorch writes.</summary>
    public static object? Call(PickleGlobal callable, object[] arguments) => (callable.Name, arguments) switch
    {
        (OrderedDict, []) => new PickleDict(),
        (Tensor, [PickleStorage storage, long offset, object[] shape, object[] strides, bool, PickleDict { Items.Count: 0 }])
            when Whole(shape) is { } sizes && Whole(strides) is { } steps => new PickleTensor(storage, offset, sizes, steps),
        (Parameter, [PickleTensor tensor, bool, PickleDict { Items.Count: 0 }]) => tensor,
        _ => null,
    };

    /// <summary>The storage that a persistent id stands for: ("storage", type, file, device, elements); null for anything else.</summary>
    public static PickleStorage? Storage(object id) => id switch
    {
        object[] and ["storage", PickleGlobal { Storage: { } dtype }, string key, string, long elements] => new PickleStorage(dtype, key, elements),
        _ => null,
    };

    private static long[]? Whole(object[] values) => values.All(v => v is long) ? [.. values.Cast<long>()] : null;
}
