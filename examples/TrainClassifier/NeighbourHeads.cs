using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace TrainClassifier;

/// <summary>
/// Fresh weights by which some heads read a neighbour from the first step on, as a convolution would. From the usual start the
/// masked language model had not found its neighbours when we stopped watching (1,100 updates). Training is free to change all of it.
/// </summary>
/// <remarks>
/// Positions begin as sine and cosine waves (Vaswani et al. 2017, section 3.5) in the first dimensions, which words leave free. A step
/// to a neighbour then is a rotation, the same everywhere: a head whose queries are the positions rotated by some steps, and whose
/// keys are the positions, reads the token that many steps away.
/// </remarks>
internal static class NeighbourHeads
{
    /// <summary>The scale of queries and keys: the neighbour's score is about 6 above those beside it.</summary>
    private const double Gain = 1.6;

    /// <summary>Steps to the token that each head reads, by layer; heads beyond stay random.</summary>
    private static readonly int[][] s_steps = [[-1, 1, -2, 2], [-1, 1]];

    public static void Set(LongformerModel model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (config, size) = (model.Config, model.Config.HeadSize);
        var waves = size / 2;
        var frequencies = 2.5 * pow(100, -arange(waves, ScalarType.Float32) / waves); // (waves) from 2.5 to 0.025 radians per token

        var positions = Weight("embeddings.position_embeddings");
        var angles = (arange(positions.shape[0], ScalarType.Float32) - config.PadTokenId).unsqueeze(1) * frequencies; // (positions, waves)
        positions.zero_();
        positions[.., ..size] = cat([angles.sin(), angles.cos()], dim: 1) * (config.InitializerRange * Math.Sqrt(2)); // words' mean square
        positions[config.PadTokenId].zero_();
        Weight("embeddings.word_embeddings")[.., ..size].zero_();
        Weight("embeddings.token_type_embeddings").zero_();

        for (var layer = 0; layer < s_steps.Length; layer++)
        {
            for (var head = 0; head < s_steps[layer].Length; head++)
            {
                var rows = (head * size)..((head + 1) * size);
                Select("key", layer, rows, eye(size));
                Select("query", layer, rows, Rotation(frequencies * s_steps[layer][head]));
            }
        }

        void Select(string projection, int layer, Range rows, Tensor square)
        {
            var weight = Weight($"encoder.layer.{layer}.attention.self.{projection}")[rows, ..]; // (head size, hidden)
            weight.zero_();
            weight[.., ..size] = square * Gain;
        }

        Tensor Weight(string name) => model.get_parameter(name + ".weight")!;
    }

    /// <summary>(2 waves, 2 waves): turns (sin x, cos x) into (sin(x + angle), cos(x + angle)).</summary>
    private static Tensor Rotation(Tensor angles)
    {
        var (sin, cos) = (diag(angles.sin()), diag(angles.cos()));
        return cat([cat([cos, sin], dim: 1), cat([-sin, cos], dim: 1)], dim: 0);
    }
}
