using System.Diagnostics;
using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Models.Tasks;

/// <summary>How texts are summarised.</summary>
public sealed record SummaryOptions
{
    /// <summary>How the summary's tokens are chosen; null for the folder's settings, <see cref="TextSummarizer.Generation"/>, which <c>with</c> changes.</summary>
    public GenerationConfig? Generation { get; init; }

    /// <summary>Which tokens carry what is read through the whole text; by the pattern's rule, else the first, when nothing is said.</summary>
    public SummaryGlobals Globals { get; init; } = SummaryGlobals.Declared;

    /// <summary>Most tokens to read of a text, special ones included: the rest of it is left out. Null refuses texts over <see cref="TextTask.MaxLength"/>.</summary>
    public int? CutAt { get; init; }

    /// <summary>Most tokens to read at once, padding included; a longer text is read alone.</summary>
    public int TokenBudget { get; init; } = LengthBatches.TokenBudget;

    /// <summary>Is told, once in a call, that texts are read without a global token. Where it is null, <see cref="Trace.TraceWarning(string)"/> is.</summary>
    public Action<string>? OnWarning { get; init; }
}
