using AttentionGen.Models.Led;
using static TorchSharp.torch;

namespace TrainSummarizer;

/// <summary>
/// Fresh weights by which the decoder can copy from the first step on: where the input has the word that was written last, and best also the
/// word before it, the word that follows there is read. From the usual start the model had not come to copying after 742 updates; docs/summaries.md
/// has the numbers. Training is free to change all of it.
/// </summary>
/// <remarks>
/// The hidden states are four blocks of one head's size. Positions begin as waves in the first block, words in the second; the other two are
/// free. Heads that read a neighbour (as in examples/TrainClassifier) carry the word before into the third block and the word before that into the
/// fourth, in the encoder and in the decoder. A head that compares the decoder's second block with the encoder's third then finds the words that
/// have followed what was written last (an induction head, Olsson et al. 2022), and brings their second block.
/// </remarks>
internal static class CopyHeads
{
    /// <summary>Scales: of queries and keys that read a neighbour, of those that compare words, and of the word that is brought.</summary>
    private const double Neighbour = 1.6, Match = 1.5, Brought = 2;

    private const int Positions = 0, Word = 1, Before = 2, BeforeThat = 3;

    /// <summary>Sets a model's weights.</summary>
    /// <param name="model">A fresh model of four heads on each side.</param>
    public static void Set(LedForConditionalGeneration model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var config = model.Config;
        var size = config.HiddenSize / 4;
        var waves = size / 2;
        var frequencies = 2.5 * pow(100, -arange(waves, ScalarType.Float32) / waves); // (waves) from 2.5 to 0.025 radians per token

        SetWaves(Weight("encoder.embed_positions"));
        SetWaves(Weight("decoder.embed_positions"));
        var words = Weight("shared"); // (vocabulary, hidden)
        words[.., ..size].zero_();
        words[.., (2 * size)..].zero_();

        foreach (var (head, step, block) in new[] { (0, -1, Before), (1, -2, BeforeThat) })
        {
            Carry("encoder.layers.0.self_attn.longformer_self_attn.", "query", "key", "value", "encoder.layers.0.self_attn.output", head, step, block);
            Carry("decoder.layers.0.self_attn.", "q_proj", "k_proj", "v_proj", "decoder.layers.0.self_attn.out_proj", head, step, block);
        }
        ReadNeighbour("encoder.layers.0.self_attn.longformer_self_attn.query", "encoder.layers.0.self_attn.longformer_self_attn.key", head: 2, step: 1);
        ReadNeighbour("encoder.layers.0.self_attn.longformer_self_attn.query", "encoder.layers.0.self_attn.longformer_self_attn.key", head: 3, step: 2);

        var cross = $"decoder.layers.{config.DecoderLayers - 1}.encoder_attn.";
        var (rotation, _) = linalg.qr(randn(size, size)); // keeps the second comparison out of the first's way
        foreach (var head in new[] { 0, 1 })
        {
            var (query, key) = (Rows(cross + "q_proj", head), Rows(cross + "k_proj", head));
            Put(query, Word, eye(size) * Match);
            Put(key, Before, eye(size));
            if (head == 0)
            {
                Put(query, Before, rotation * Match);
                Put(key, BeforeThat, rotation);
            }
            Bring(cross + "v_proj", cross + "out_proj", head, Word, Brought);
        }

        void SetWaves(Tensor table)
        {
            var angles = arange(table.shape[0], ScalarType.Float32).unsqueeze(1) * frequencies; // (positions, waves)
            table.zero_();
            table[.., ..size] = cat([angles.sin(), angles.cos()], dim: 1) * (config.InitStd * Math.Sqrt(2)); // words' mean square
        }

        void Carry(string attention, string query, string key, string value, string output, int head, int step, int block)
        {
            ReadNeighbour(attention + query, attention + key, head, step);
            Bring(attention + value, output, head, block, 1);
        }

        void ReadNeighbour(string query, string key, int head, int step)
        {
            var (sin, cos) = (diag((frequencies * step).sin()), diag((frequencies * step).cos()));
            Put(Rows(query, head), Positions, cat([cat([cos, sin], dim: 1), cat([-sin, cos], dim: 1)], dim: 0) * Neighbour);
            Put(Rows(key, head), Positions, eye(size) * Neighbour);
        }

        // The word of what the head reads goes into a block.
        void Bring(string value, string output, int head, int block, double gain)
        {
            Put(Rows(value, head), Word, eye(size));
            var columns = Weight(output)[.., Slice(head)]; // (hidden, head size)
            columns.zero_();
            columns[Slice(block), ..] = eye(size) * gain;
        }

        Tensor Rows(string projection, int head)
        {
            var rows = Weight(projection)[Slice(head), ..]; // (head size, hidden)
            rows.zero_();
            return rows;
        }

        void Put(Tensor rows, int block, Tensor square) => rows[.., Slice(block)] = square;

        Range Slice(int part) => (part * size)..((part + 1) * size);

        Tensor Weight(string name) => model.Led.get_parameter(name + ".weight")!;
    }
}
