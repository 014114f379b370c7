namespace AttentionGen.Models.Conversion;

/// <summary>Names and shapes of a RoBERTa encoder's tensors.</summary>
internal static class RobertaShapes
{
    /// <summary>All of them, without the pooler, which not every checkpoint has.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Encoder(RobertaConfig config)
    {
        long hidden = config.HiddenSize, inner = config.IntermediateSize;
        yield return ("embeddings.word_embeddings.weight", [config.VocabSize, hidden]);
        yield return ("embeddings.position_embeddings.weight", [config.Positions, hidden]);
        yield return ("embeddings.token_type_embeddings.weight", [config.TypeVocabSize, hidden]);
        foreach (var tensor in Norm("embeddings", hidden))
            yield return tensor;
        for (var number = 0; number < config.Layers; number++)
        {
            var layer = $"encoder.layer.{number}";
            foreach (var tensor in Layer(layer, hidden, inner))
                yield return tensor;
        }
    }

    private static IEnumerable<(string, long[])> Layer(string layer, long hidden, long inner) =>
    [
        .. TensorShapes.Linear($"{layer}.attention.self.query", hidden, hidden),
        .. TensorShapes.Linear($"{layer}.attention.self.key", hidden, hidden),
        .. TensorShapes.Linear($"{layer}.attention.self.value", hidden, hidden),
        .. TensorShapes.Linear($"{layer}.attention.output.dense", hidden, hidden),
        .. Norm($"{layer}.attention.output", hidden),
        .. TensorShapes.Linear($"{layer}.intermediate.dense", hidden, inner),
        .. TensorShapes.Linear($"{layer}.output.dense", inner, hidden),
        .. Norm($"{layer}.output", hidden),
    ];

    private static IEnumerable<(string, long[])> Norm(string name, long size) => TensorShapes.Norm(name + ".LayerNorm", size);
}
