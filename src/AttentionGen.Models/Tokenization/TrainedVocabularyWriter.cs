using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttentionGen.Models.Tokenization;

/// <summary>Hugging Face's files of a vocabulary.</summary>
internal static class TrainedVocabularyWriter
{
    // Letters stay readable: "Ġthe", not "\u0120the".
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, TrainedVocabulary trained)
    {
        string[] merges = [.. trained.Merges.Select(m => $"{m.Left} {m.Right}")];
        var vocabulary = trained.Tokens.Select((token, id) => (token, id)).ToDictionary(t => t.token, t => t.id);
        Json("vocab.json", vocabulary);
        File.WriteAllText(Path.Combine(folder, "merges.txt"), string.Concat(merges.Prepend("#version: 0.2").Select(m => m + "\n")));
        Json("tokenizer.json", Tokenizer(vocabulary, merges));
        Json("tokenizer_config.json", new
        {
            tokenizer_class = "RobertaTokenizer",
            bos_token = "<s>",
            cls_token = "<s>",
            pad_token = "<pad>",
            eos_token = "</s>",
            sep_token = "</s>",
            unk_token = "<unk>",
            mask_token = TrainedVocabulary.Mask,
            add_prefix_space = false,
        });

        void Json<T>(string file, T value) => File.WriteAllText(Path.Combine(folder, file), JsonSerializer.Serialize(value, s_json) + "\n");
    }

    private static object Tokenizer(Dictionary<string, int> vocabulary, string[] merges) => new
    {
        version = "1.0",
        truncation = (object?)null,
        padding = (object?)null,
        added_tokens = TrainedVocabulary.First.Append(TrainedVocabulary.Mask)
            .Select(t => new { id = vocabulary[t], content = t, single_word = false, lstrip = t == TrainedVocabulary.Mask, rstrip = false, normalized = true, special = true }),
        normalizer = (object?)null,
        pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
        post_processor = new { type = "RobertaProcessing", sep = End("</s>"), cls = End("<s>"), trim_offsets = true, add_prefix_space = false },
        decoder = new { type = "ByteLevel", add_prefix_space = true, trim_offsets = true, use_regex = true },
        model = new
        {
            type = "BPE",
            dropout = (double?)null,
            unk_token = (string?)null,
            continuing_subword_prefix = "",
            end_of_word_suffix = "",
            fuse_unk = false,
            vocab = vocabulary,
            merges,
        },
    };

    private static object[] End(string token) => [token, Array.IndexOf(TrainedVocabulary.First, token)];
}
