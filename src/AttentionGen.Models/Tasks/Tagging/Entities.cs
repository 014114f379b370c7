namespace AttentionGen.Models.Tasks;

/// <summary>Words to entities, by the labels of the usual notation: B-x begins an x, I-x goes on with it, O is outside.</summary>
internal static class Entities
{
    /// <summary>The entities, in order. An I-x that follows no x begins one; a label without B- or I- counts as I-.</summary>
    /// <param name="words">The words.</param>
    public static TaggedEntity[] Of(IReadOnlyList<TaggedWord> words)
    {
        var entities = new List<TaggedEntity>();
        var first = 0;
        for (var i = 1; i <= words.Count; i++)
        {
            if (i < words.Count && !words[i].Label.StartsWith("B-", StringComparison.Ordinal) && TypeOf(words[i].Label) == TypeOf(words[first].Label))
                continue;
            if (words[first].Label != "O")
                entities.Add(new(words[first].Range.Start..words[i - 1].Range.End, TypeOf(words[first].Label), words.Skip(first).Take(i - first).Average(word => word.Probability)));
            first = i;
        }
        return [.. entities];
    }

    private static string TypeOf(string label) => label is ['B' or 'I', '-', .. var type] ? type : label;
}
