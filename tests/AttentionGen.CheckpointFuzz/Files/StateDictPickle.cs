namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>The data.pkl that torch.save makes of a module's state dictionary.</summary>
public static class StateDictPickle
{
    private const int Batch = 1000;

    /// <param name="views">The tensors, in their order.</param>
    /// <param name="versions">Whether the dictionary carries its modules' versions, as those of modules do.</param>
    public static byte[] Write(IReadOnlyList<StoredView> views, bool versions = true)
    {
        var pickle = new PickleBytes().Start().OrderedDict();
        foreach (var batch in views.Chunk(Batch))
        {
            if (batch.Length > 1)
                pickle.Ops("(");
            foreach (var view in batch)
                Tensor(pickle.Text(view.Name), view);
            pickle.Ops(batch.Length > 1 ? "u" : "s");
        }
        if (versions)
            Versions(pickle);
        return pickle.Ops(".").ToArray();
    }

    /// <summary>A tensor, wrapped into a parameter where it is one.</summary>
    public static PickleBytes Tensor(PickleBytes pickle, StoredView view)
    {
        if (view.IsParameter)
            pickle.Global("torch._utils", "_rebuild_parameter");
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Ops("((");
        pickle.Text("storage").Global("torch", view.Storage).Text(view.Key).Text("cpu").Number(view.Elements).Ops("t").Put().Ops("Q");
        pickle.Number(view.Offset).Tuple(view.Shape).Tuple(view.Steps).Raw(0x89).OrderedDict().Ops("t").Put().Ops("R").Put();
        return view.IsParameter ? pickle.Raw(0x88).OrderedDict().Raw(0x87).Put().Ops("R").Put() : pickle;
    }

    private static void Versions(PickleBytes pickle)
    {
        pickle.Ops("}").Put().Text("_metadata").OrderedDict().Ops("(");
        foreach (var module in new[] { "", "dense" })
            pickle.Text(module).Ops("}").Put().Text("version").Number(1).Ops("s");
        pickle.Ops("usb");
    }
}
