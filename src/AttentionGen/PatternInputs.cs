using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>What a pattern asks for at run time, by name: numbers, and values per token such as segment or token ids.</summary>
public sealed class PatternInputs
{
    /// <summary>The name of the ids that tell the documents of a packed sequence apart.</summary>
    public const string Segment = "segment";

    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, Tensor> _tokens = [];

    /// <summary>Numbers by name.</summary>
    public IReadOnlyDictionary<string, int> Numbers => _numbers;

    /// <summary>Values per token, (batch, length), by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tokens => _tokens;

    /// <summary>Adds a number.</summary>
    /// <returns>This object.</returns>
    public PatternInputs Add(string name, int value)
    {
        _numbers.Add(name, value);
        return this;
    }

    /// <summary>Adds values per token.</summary>
    /// <param name="name">The input's name, such as <see cref="Segment"/>.</param>
    /// <param name="values">(batch, length), whole numbers in int's range; copied when masks are made of them.</param>
    /// <returns>This object.</returns>
    public PatternInputs Add(string name, Tensor values)
    {
        _tokens.Add(name, values);
        return this;
    }
}
