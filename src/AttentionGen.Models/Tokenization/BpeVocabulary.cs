using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Tokenization;

/// <summary>Tokens and merges, checked to be whole: every text has tokens, and every token an id.</summary>
internal sealed class BpeVocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), BpeMerge> _merges = [];
    private readonly string[] _tokens;

    /// <summary>Checks a vocabulary.</summary>
    /// <param name="file">The file of the tokens, for refusals.</param>
    /// <param name="entries">The tokens and their ids.</param>
    /// <param name="merges">Pairs of tokens, the first merged first, and where each stands.</param>
    public BpeVocabulary(string file, IReadOnlyCollection<SpecialToken> entries, IEnumerable<(string Left, string Right, string Where)> merges)
    {
        _tokens = new string[entries.Count];
        foreach (var (token, id) in entries)
        {
            if (id < 0 || id >= entries.Count)
                throw new CheckpointException($"{file}: \"{token}\" has the id {id}, but the {entries.Count} tokens must have the ids 0 to {entries.Count - 1}.");
            if (_tokens[id] is { } other)
                throw new CheckpointException($"{file}: \"{token}\" and \"{other}\" both have the id {id}.");
            if (!_ids.TryAdd(token, id))
                throw new CheckpointException($"{file}: the token \"{token}\" stands there twice, with the ids {_ids[token]} and {id}.");
            _tokens[id] = token;
        }
        ByteIds = [.. Enumerable.Range(0, 256).Select(b => IdOf($"{ByteLevelAlphabet.LetterOf((byte)b)}")
            ?? throw new CheckpointException($"{file}: no token \"{ByteLevelAlphabet.LetterOf((byte)b)}\" for the byte 0x{b:X2}. A byte-level vocabulary has one for each of the 256."))];
        var spaced = new List<string>();
        foreach (var (left, right, where) in merges)
        {
            if (!_merges.TryAdd((Known(left), Known(right)), new(spaced.Count, Known(left + right))))
                throw new CheckpointException($"{where} merges \"{left}\" and \"{right}\" for the second time.");
            spaced.Add($"{left} {right}");

            int Known(string token) => IdOf(token) ?? throw new CheckpointException($"{where} merges \"{left}\" and \"{right}\", but \"{token}\" is not in the vocabulary, {file}.");
        }
        SpacedMerges = spaced;
    }

    /// <summary>The tokens by their ids.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The ids by their tokens.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>The id of each byte.</summary>
    public IReadOnlyList<int> ByteIds { get; }

    /// <summary>What pairs of ids become.</summary>
    public IReadOnlyDictionary<(int Left, int Right), BpeMerge> Merges => _merges;

    /// <summary>The merges in their order, a space between left and right.</summary>
    public IReadOnlyList<string> SpacedMerges { get; }

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string token) => _ids.TryGetValue(token, out var id) ? id : null;
}
