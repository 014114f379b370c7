namespace AttentionGen.Models.Tokenization;

/// <summary>The tokens of a training: first the bytes, in the order of their letters, then what was learned.</summary>
internal sealed class TokenTable
{
    private readonly List<string> _tokens = [.. Enumerable.Range(0, 256).Select(b => ByteLevelAlphabet.LetterOf((byte)b)).Order().Select(c => $"{c}")];
    private readonly Dictionary<string, int> _ids;

    public TokenTable() => _ids = Enumerable.Range(0, 256).ToDictionary(i => _tokens[i], StringComparer.Ordinal);

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>The tokens in the order of their ids.</summary>
    public IReadOnlyList<string> All => _tokens;

    /// <summary>A token.</summary>
    public string this[int id] => _tokens[id];

    /// <summary>The id of a byte.</summary>
    public int IdOf(byte value) => _ids[$"{ByteLevelAlphabet.LetterOf(value)}"];

    /// <summary>The id of two tokens joined. Other pairs may have given the same token before: "a" and "bc", "ab" and "c".</summary>
    public int Join(int left, int right)
    {
        var token = _tokens[left] + _tokens[right];
        if (_ids.TryAdd(token, _tokens.Count))
            _tokens.Add(token);
        return _ids[token];
    }
}
