using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>Texts, stop strings and streams of tokens.</summary>
public class TextTests
{
    private static readonly GenerationConfig s_config = new() { MaxLength = 200, DecoderStartTokenId = ByteTokens.Start, EosTokenIds = [ByteTokens.End] };

    private static (GeneratedSequence Found, List<StreamedToken> Stream) Write(int[] script, GenerationConfig? config = null)
    {
        var stream = new List<StreamedToken>();
        var found = TextGenerator.Generate(ByteTokens.Writing(script), config ?? s_config,
            new() { Decode = ByteTokens.Decode, OnToken = stream.Add }, TestContext.Current.CancellationToken);
        return (Assert.Single(found), stream);
    }

    [Fact]
    public void Each_token_is_told_of_with_its_text()
    {
        var (found, stream) = Write([ByteTokens.Word("Hello"), ByteTokens.Word(" world")]);
        Assert.Equal([new(0, 256, "Hello", false), new(0, 257, " world", false), new(0, ByteTokens.End, "", true)], stream);
        Assert.Equal("Hello world", found.Text);
        Assert.Equal(FinishReason.EndToken, found.Reason);
        Assert.Equal([ByteTokens.Start, 256, 257, ByteTokens.End], found.Ids);
    }

    [Fact]
    public void Half_a_character_waits()
    {
        var (found, stream) = Write([.. ByteTokens.Bytes("aé€😀b")]);
        Assert.Equal(["a", "", "é", "", "", "€", "", "", "", "😀", "b", ""], stream.Select(t => t.Text));
        Assert.Equal("aé€😀b", found.Text);
    }

    [Fact]
    public void Half_a_character_at_the_end_is_told_of_with_the_last_token()
    {
        var (found, stream) = Write([.. ByteTokens.Bytes("a€")[..3]], s_config with { MaxLength = 4 });
        Assert.Equal(["a", "", "\uFFFD"], stream.Select(t => t.Text));
        Assert.Equal("a\uFFFD", found.Text);
        Assert.Equal(FinishReason.Length, found.Reason);
    }

    [Fact]
    public void Without_texts_tokens_are_told_of_alone()
    {
        var stream = new List<StreamedToken>();
        var found = TextGenerator.Generate(ByteTokens.Writing([1, 2], [3]), s_config, new() { OnToken = stream.Add }, TestContext.Current.CancellationToken);
        Assert.Equal([(0, 1), (1, 3), (0, 2), (1, ByteTokens.End), (0, ByteTokens.End)], stream.Select(t => (t.Sequence, t.Token)));
        Assert.All(found, f => Assert.Null(f.Text));
    }

    [Fact]
    public void A_stop_string_ends_in_the_middle_of_a_token()
    {
        var (found, stream) = Write([ByteTokens.Word("Hello"), ByteTokens.Word("the end."), 'x'], s_config with { StopStrings = ["never", "lothe e"] });
        Assert.Equal("Hel", found.Text);
        Assert.Equal((FinishReason.StopString, "lothe e"), (found.Reason, found.StopString));
        Assert.Equal([ByteTokens.Start, 256, 258], found.Ids);
        // "lo" could begin the stop string: it was never shown.
        Assert.Equal(["Hel", ""], stream.Select(t => t.Text));
    }

    [Fact]
    public void What_only_looked_like_a_stop_string_is_shown_later()
    {
        var (found, stream) = Write([.. ByteTokens.Bytes("aabx")], s_config with { StopStrings = ["aaa", "bxx"] });
        Assert.Equal(["", "", "aa", "", "bx"], stream.Select(t => t.Text));
        Assert.Equal("aabx", found.Text);
        Assert.Null(found.StopString);
    }

    [Fact]
    public void The_stop_string_that_begins_first_counts()
    {
        var (found, _) = Write([ByteTokens.Word("Hello")], s_config with { StopStrings = ["lo", "ell"] });
        Assert.Equal(("H", "ell"), (found.Text, found.StopString));
    }

    [Fact]
    public void The_texts_of_the_end_and_start_tokens_are_nobodys()
    {
        // Decode would fail on them.
        var found = TextGenerator.Generate(ByteTokens.Writing([ByteTokens.Word("ab")]), s_config with { NumBeams = 2 },
            new() { Decode = ByteTokens.Decode }, TestContext.Current.CancellationToken);
        Assert.Equal("ab", found[0].Text);
    }

    [Fact]
    public void In_a_beam_search_a_stop_string_ends_a_hypothesis_as_an_end_token_does()
    {
        // The likeliest first token completes the stop string; the second goes on for sure.
        float[] Logits(int input, IReadOnlyList<int> tokens)
        {
            var logits = new float[302];
            if (tokens.Count == 1)
                (logits['.'], logits['a']) = (21, 20);
            else
                logits[tokens[^1] == 'a' ? 'b' : '.'] = 30;
            return logits;
        }
        var found = TextGenerator.Generate(new TableDecoder(1, 302, Logits), s_config with { NumBeams = 2, NumReturnSequences = 2, StopStrings = ["."], LengthPenalty = 2, MaxLength = 20 },
            new() { Decode = ids => ByteTokens.Decode([.. ids.Where(id => id < 256)]) }, TestContext.Current.CancellationToken);
        Assert.Equal(["ab", ""], found.Select(f => f.Text));
        Assert.All(found, f => Assert.Equal((FinishReason.StopString, "."), (f.Reason, f.StopString)));
        Assert.Equal([ByteTokens.Start, 'a', 'b', '.'], found[0].Ids);
        Assert.Equal((20 - Math.Log(Math.Exp(20) + Math.Exp(21) + 300)) / 9, found[0].Score!.Value, 1e-3);
    }

    [Fact]
    public void A_listener_may_cancel()
    {
        using var stop = new CancellationTokenSource();
        var told = 0;
        Assert.Throws<OperationCanceledException>(() => TextGenerator.Generate(ByteTokens.Writing([1, 2, 3, 4, 5]), s_config, new()
        {
            OnToken = _ =>
            {
                if (++told == 3)
                    stop.Cancel();
            },
        }, stop.Token));
        Assert.Equal(3, told);
    }

    /// <summary>Random bytes, words and stop strings: pieces join to the text, which is the plain decoding cut at the first stop string.</summary>
    [Fact]
    public void Pieces_join_to_the_text()
    {
        var random = new Random(1);
        string[] known = ["ab", "€", "a", "b€", "😀b", "endab", "world", ".a"];
        for (var round = 0; round < 400; round++)
        {
            var pool = ByteTokens.Bytes("aab€😀.").Concat(Enumerable.Range(256, 7)).ToArray();
            int[] script = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => pool[random.Next(pool.Length)])];
            if (round % 2 == 0) // valid characters in single bytes
                script = [.. ByteTokens.Bytes(string.Concat(Enumerable.Range(0, 20).Select(_ => new[] { "a", "b", "€", "😀" }[random.Next(4)])))];
            string[] stops = [.. Enumerable.Range(0, random.Next(3)).Select(_ => known[random.Next(known.Length)])];
            var (found, stream) = Write(script, s_config with { StopStrings = stops });

            var whole = ByteTokens.Decode(script);
            var places = stops.Select(s => whole.IndexOf(s, StringComparison.Ordinal)).Where(at => at >= 0).ToArray();
            Assert.Equal(places.Length == 0 ? FinishReason.EndToken : FinishReason.StopString, found.Reason);
            Assert.Equal(found.Text, string.Concat(stream.Select(t => t.Text)));
            if (places.Length == 0)
                Assert.Equal(whole, found.Text);
            else
            {
                Assert.StartsWith(found.Text!, whole);
                Assert.Equal(found.StopString, whole.Substring(found.Text!.Length, found.StopString!.Length));
                // No token earlier: without the last one there was none.
                Assert.DoesNotContain(stops, s => ByteTokens.Decode([.. found.Ids.Skip(1).SkipLast(1)]).Contains(s, StringComparison.Ordinal));
            }
            Assert.Equal([.. Enumerable.Repeat(false, stream.Count - 1), true], stream.Select(t => t.IsLast));
        }
    }
}
