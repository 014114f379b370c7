using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Models;

/// <summary>Labels as users write them, and the members that an enumeration has for them.</summary>
internal static class ModelLabels
{
    public static EquatableArray<ModelLabel> Read(DeclaredValue? value, ModelHead? head, List<Problem> problems)
    {
        if (value is null)
            return [];
        if (head is { HasLabels: false })
        {
            problems.Add(Problem.At(value.Span, Rules.LabelsWithoutUse, head.Name));
            return [];
        }
        if (value is not DeclaredList { Items: { Count: >= 2 } items })
        {
            problems.Add(Problem.At(value.Span, Rules.InvalidValue, "labels", "a list of two or more labels", value is DeclaredList l ? $"a list of {l.Items.Count}" : value.Text));
            return [];
        }
        var labels = new List<ModelLabel>();
        foreach (var item in items)
        {
            if (item is not DeclaredText { Value: var text } || Member(text) is not { } member)
                problems.Add(Problem.At(item.Span, Rules.InvalidValue, "label", "a text with a letter or digit", item.Text));
            else if (labels.FirstOrDefault(l => l.Member == member) is { } same)
                problems.Add(Problem.At(item.Span, Rules.InvalidValue, "label", $"unlike \"{same.Text}\" in more than punctuation and the case of first letters", item.Text));
            else
                labels.Add(new ModelLabel(text, member));
        }
        return labels.ToEquatableArray();
    }

    /// <summary>"very good" to VeryGood, "5 stars" to _5Stars; null when nothing is left.</summary>
    private static string? Member(string text)
    {
        var words = string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));
        return name.Length == 0 ? null : char.IsDigit(name[0]) ? "_" + name : name;
    }
}
