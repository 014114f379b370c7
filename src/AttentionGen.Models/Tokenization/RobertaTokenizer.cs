using Microsoft.ML.Tokenizers;

namespace AttentionGen.Models.Tokenization;

/// <summary>
/// RoBERTa's byte-level BPE, which Longformer and LED share: text to token ids and back, without loss. One instance serves all threads.
/// The names of special tokens have no meaning inside a text: <c>&lt;mask></c> is six characters there.
/// </summary>
public sealed class RobertaTokenizer
{
    /// <summary>Longest word, in UTF-16 units, that the library's merging is quick for.</summary>
    private const int LongWord = 512;

    private readonly TokenizerDefinition _definition;
    private readonly HashSet<int> _specialIds;
    private readonly BpeTokenizer _words;
    private readonly LongWordMerger _longWords;

    private RobertaTokenizer(TokenizerDefinition definition)
    {
        _definition = definition;
        _specialIds = [.. definition.Special.All.Select(t => t.Id)];
        _words = BpeTokenizer.Create(new BpeOptions(definition.Vocabulary.Ids) { Merges = definition.Vocabulary.SpacedMerges, ByteLevel = true });
        _longWords = new(definition.Vocabulary.ByteIds, definition.Vocabulary.Merges);
    }

    /// <summary>The special tokens.</summary>
    public SpecialTokens Special => _definition.Special;

    /// <summary>Number of tokens; ids are below it.</summary>
    public int VocabularySize => _definition.Vocabulary.Tokens.Count;

    /// <summary>Whether a text that does not begin with a space is read as if it did.</summary>
    public bool AddPrefixSpace => _definition.AddPrefixSpace;

    /// <summary>
    /// Reads <c>tokenizer.json</c>, or <c>vocab.json</c> and <c>merges.txt</c>, from a Hugging Face folder; and the names of special
    /// tokens from <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c>, where these are.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="Checkpoints.CheckpointException">The files are missing, damaged, or of another kind of tokenizer.</exception>
    public static RobertaTokenizer FromPretrained(string folder) => new(TokenizerDefinition.Read(folder));

    /// <summary>The tokens of a text, <c>&lt;s> text &lt;/s></c>, or of a pair, <c>&lt;s> text &lt;/s>&lt;/s> pair &lt;/s></c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">A second text.</param>
    /// <param name="addSpecialTokens">False leaves the special tokens out.</param>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public EncodedText Encode(string text, string? pair = null, bool addSpecialTokens = true)
    {
        var (first, second) = (Ids(text), pair is null ? null : Ids(pair));
        return new EncodedText(
            Join(addSpecialTokens, Special.Bos.Id, Special.Eos.Id, first, second),
            Join(addSpecialTokens, default, default, Offsets(text, first), second is null ? null : Offsets(pair!, second)),
            Join(addSpecialTokens, -1, -1, [.. first.Select(_ => 0)], second is null ? null : [.. second.Select(_ => 1)]));
    }

    /// <summary>The ids of <see cref="Encode"/> alone.</summary>
    /// <inheritdoc cref="Encode"/>
    public int[] EncodeToIds(string text, string? pair = null, bool addSpecialTokens = true) =>
        Join(addSpecialTokens, Special.Bos.Id, Special.Eos.Id, Ids(text), pair is null ? null : Ids(pair));

    /// <summary>The text of ids. It equals the encoded text; bytes that are no UTF-8, in tokens cut out of a text, become U+FFFD.</summary>
    /// <param name="ids">Ids of this vocabulary.</param>
    /// <param name="skipSpecialTokens">Leaves special tokens out; otherwise they stand there by name.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens = false)
    {
        var kept = new List<int>();
        foreach (var id in ids)
        {
            Check(id);
            if (!skipSpecialTokens || !_specialIds.Contains(id))
                kept.Add(id);
        }
        return _words.Decode(kept);
    }

    /// <summary>The id of a token as the vocabulary spells it (Ġ for a space), or null.</summary>
    /// <param name="token">The token.</param>
    public int? IdOf(string token) => _definition.Vocabulary.IdOf(token);

    /// <summary>A token as the vocabulary spells it.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public string TokenOf(int id) => _definition.Vocabulary.Tokens[Check(id)];

    private int Check(int id) => id >= 0 && id < VocabularySize ? id
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The id {id} is not in the vocabulary, whose ids are 0 to {VocabularySize - 1}.");

    private static T[] Join<T>(bool special, T bos, T eos, T[] first, T[]? second) => (special, second) switch
    {
        (true, null) => [bos, .. first, eos],
        (true, _) => [bos, .. first, eos, eos, .. second, eos],
        (false, _) => [.. first, .. second ?? []],
    };

    private int[] Ids(string text)
    {
        var ids = new List<int>(text.Length / 3);
        foreach (var word in new ByteLevelWords(Prefixed(text)))
        {
            if (word.Length <= LongWord)
                ids.AddRange(_words.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
            else
                _longWords.Encode(word, ids);
        }
        return [.. ids];
    }

    private TokenOffset[] Offsets(string text, int[] ids)
    {
        var prefixed = Prefixed(text);
        var added = prefixed.Length - text.Length;
        var reader = new OffsetReader(prefixed);
        var offsets = new TokenOffset[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var (start, end) = reader.Next(TokenOf(ids[i]), _definition.TrimOffsets);
            offsets[i] = new(Math.Max(start - added, 0), Math.Max(end - added, 0));
        }
        return offsets;
    }

    private string Prefixed(string text) => AddPrefixSpace && text.Length > 0 && text[0] != ' ' ? " " + text : text;
}
