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
        .. Linear($"{layer}.attention.self.query", hidden, hidden),
        .. Linear($"{layer}.attention.self.key", hidden, hidden),
        .. Linear($"{layer}.attention.self.value", hidden, hidden),
        .. Linear($"{layer}.attention.output.dense", hidden, hidden),
        .. Norm($"{layer}.attention.output", hidden),
        .. Linear($"{layer}.intermediate.dense", hidden, inner),
        .. Linear($"{layer}.output.dense", inner, hidden),
        .. Norm($"{layer}.output", hidden),
    ];

    private static (string, long[])[] Linear(string name, long from, long to) => [(name + ".weight", [to, from]), (name + ".bias", [to])];

    private static (string, long[])[] Norm(string name, long size) => [(name + ".LayerNorm.weight", [size]), (name + ".LayerNorm.bias", [size])];
}
