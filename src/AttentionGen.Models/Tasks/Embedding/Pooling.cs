namespace AttentionGen.Models.Tasks;

/// <summary>How a text's tokens become one vector.</summary>
public enum Pooling
{
    /// <summary>The mean of the last hidden states of all tokens, special ones included and padding not. No token is global.</summary>
    Mean,

    /// <summary>The last hidden state of the first token, which is global, so that it reads the whole text.</summary>
    FirstToken,
}
