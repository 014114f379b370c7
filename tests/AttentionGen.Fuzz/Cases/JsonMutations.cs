namespace AttentionGen.Fuzz.Cases;

/// <summary>Small changes of a text that is cut into tokens. Each may leave it valid or not.</summary>
internal static class JsonMutations
{
    /// <summary>Mostly leave the text JSON, so that what stands behind the reader is reached.</summary>
    private static readonly Action<List<string>, Random>[] s_ofValues =
        [ChangeNumber, ChangeNumber, ChangeNumber, ReplaceValue, ReplaceText, TakeValueFromElsewhere, DuplicateItem, DeleteItem, Nest];

    /// <summary>Mostly make it something else.</summary>
    private static readonly Action<List<string>, Random>[] s_ofText = [DeleteTokens, DuplicateTokens, SwapTokens, ChangeCharacters, Truncate];

    public static void Mutate(List<string> tokens, Random random)
    {
        if (tokens.Count == 0)
            tokens.Add("{}");
        var mutations = random.Next(8) == 0 ? s_ofText : s_ofValues;
        mutations[random.Next(mutations.Length)](tokens, random);
    }

    private static void ChangeNumber(List<string> tokens, Random random)
    {
        var at = Any(tokens, random, JsonTokens.IsNumber);
        var number = long.TryParse(tokens[at], out var value) ? value : 8;
        tokens[at] = random.Next(6) switch
        {
            0 => $"{number + 1}",
            1 => $"{number - 1}",
            2 => $"{number * 2}",
            3 => $"{2 * random.Next(1, 512)}",
            _ => Pick(JsonPieces.Numbers, random),
        };
    }

    private static void ReplaceValue(List<string> tokens, Random random)
    {
        var at = AnyValue(tokens, random);
        tokens.RemoveRange(at, JsonTokens.LengthOfValue(tokens, at));
        tokens.Insert(at, Pick(JsonPieces.Values, random));
    }

    /// <summary>Another name or text that declarations have, or a misspelled one.</summary>
    private static void ReplaceText(List<string> tokens, Random random)
    {
        var at = Any(tokens, random, t => t[0] == '"');
        var text = random.Next(3) == 0 ? tokens[at] : Pick(Seeds.Texts, random);
        var cut = random.Next(1, Math.Max(2, text.Length));
        tokens[at] = random.Next(4) == 0 && cut < text.Length ? text[..cut] + Pick(JsonPieces.Characters, random) + text[cut..] : text;
    }

    private static void TakeValueFromElsewhere(List<string> tokens, Random random)
    {
        var (_, other) = Seeds.All[random.Next(Seeds.All.Count)];
        var from = AnyValue(other, random);
        var at = AnyValue(tokens, random);
        tokens.RemoveRange(at, JsonTokens.LengthOfValue(tokens, at));
        tokens.InsertRange(at, other.Skip(from).Take(JsonTokens.LengthOfValue(other, from)));
    }

    /// <summary>A property or an element twice, with the comma that it needs.</summary>
    private static void DuplicateItem(List<string> tokens, Random random)
    {
        var (start, length) = AnyItem(tokens, random);
        var item = tokens.GetRange(start, length);
        for (var copies = random.Next(40) == 0 ? 200 : 1; copies > 0; copies--)
            tokens.InsertRange(start, [.. item, ","]);
    }

    /// <summary>A property or an element, with a comma beside it.</summary>
    private static void DeleteItem(List<string> tokens, Random random)
    {
        var (start, length) = AnyItem(tokens, random);
        var behind = start + length;
        if (behind < tokens.Count && tokens[behind] == ",")
            length++;
        var before = tokens.FindLastIndex(Math.Max(0, start - 1), t => !string.IsNullOrWhiteSpace(t));
        if (length == behind - start && before >= 0 && tokens[before] == ",")
            (start, length) = (before, behind - before);
        tokens.RemoveRange(start, length);
    }

    private static void DeleteTokens(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        tokens.RemoveRange(at, Math.Min(random.Next(1, 6), tokens.Count - at));
    }

    private static void DuplicateTokens(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        tokens.InsertRange(random.Next(tokens.Count), tokens.GetRange(at, Math.Min(random.Next(1, 20), tokens.Count - at)));
    }

    private static void SwapTokens(List<string> tokens, Random random)
    {
        var (one, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
        (tokens[one], tokens[other]) = (tokens[other], tokens[one]);
    }

    private static void Nest(List<string> tokens, Random random)
    {
        var at = AnyValue(tokens, random);
        var length = JsonTokens.LengthOfValue(tokens, at);
        var depth = random.Next(20) == 0 ? random.Next(1, 300) : random.Next(1, 3);
        var asList = random.Next(2) == 0;
        var name = Pick(Seeds.Texts, random);
        tokens.InsertRange(at + length, Enumerable.Repeat(asList ? "]" : "}", depth));
        tokens.InsertRange(at, Enumerable.Repeat(asList ? "[" : "{" + name + ":", depth));
    }

    private static void ChangeCharacters(List<string> tokens, Random random)
    {
        var text = string.Concat(tokens);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var removed = Math.Min(random.Next(3), text.Length - at);
            text = text[..at] + (random.Next(3) == 0 ? "" : Pick(JsonPieces.Characters, random)) + text[(at + removed)..];
        }
        tokens.Clear();
        tokens.AddRange(JsonTokens.Split(text));
    }

    private static void Truncate(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        tokens.RemoveRange(at, tokens.Count - at);
    }

    /// <summary>A token that is so, or any where none is.</summary>
    private static int Any(IReadOnlyList<string> tokens, Random random, Func<string, bool> isSo)
    {
        var all = Enumerable.Range(0, tokens.Count).Where(i => isSo(tokens[i])).ToList();
        return all.Count == 0 ? random.Next(tokens.Count) : all[random.Next(all.Count)];
    }

    /// <summary>A token that begins a value; not a property's name.</summary>
    private static int AnyValue(IReadOnlyList<string> tokens, Random random)
    {
        var at = Any(tokens, random, t => t is "{" or "[" || t[0] == '"' || char.IsAsciiLetterOrDigit(t[0]));
        var next = at + 1;
        while (next < tokens.Count && (tokens[next] == ":" || string.IsNullOrWhiteSpace(tokens[next])))
            next++;
        return next < tokens.Count && tokens.Skip(at).Take(next - at).Contains(":") ? next : at;
    }

    /// <summary>Where an element begins, or a property with its name, and how many tokens it has.</summary>
    private static (int Start, int Length) AnyItem(List<string> tokens, Random random)
    {
        var at = AnyValue(tokens, random);
        var end = at + JsonTokens.LengthOfValue(tokens, at);
        var colon = at > 0 ? tokens.FindLastIndex(at - 1, t => !string.IsNullOrWhiteSpace(t)) : -1;
        if (colon > 0 && tokens[colon] == ":")
            at = tokens.FindLastIndex(colon - 1, t => !string.IsNullOrWhiteSpace(t)) is >= 0 and var name ? name : at;
        return (at, end - at);
    }

    private static string Pick(IReadOnlyList<string> pieces, Random random) => pieces[random.Next(pieces.Count)];
}
