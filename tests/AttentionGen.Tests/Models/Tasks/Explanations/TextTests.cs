namespace AttentionGen.Tests.Models.Tasks.Explanations;

/// <summary>An explanation as plain text.</summary>
public class TextTests
{
    [Fact]
    public void It_says_label_layer_sentences_and_tokens_by_rank()
    {
        var explanation = Explained.Of("Low one. High two!");
        Assert.Equal("""
            <pos>, probability 0.751, 8 tokens
              neg 0.248765, <pos> 0.751235

            What the first token, which is global, reads in layer 2 of 0 to 3, mean over the heads:
              64.3 % special tokens; shares of the text below are of the rest

            Most read of 2 sentences:
              70.8 %  Low one.
              29.2 %  High two!

            Most read of 6 tokens, and where they stand:
              51.5 %  0..3  Low
              17.2 %  17..18  !

            """.ReplaceLineEndings("\n"), explanation.ToText(most: 2));
    }

    [Fact]
    public void A_text_without_tokens_has_a_label() =>
        Assert.EndsWith("\nThe text has no token: the label follows from the special tokens alone.\n", Explained.Of("").ToText());

    [Fact]
    public void Long_sentences_are_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100));
        Assert.Contains($"  {string.Concat(Enumerable.Repeat("😀", 53))}...\n", Explained.Of(text).ToText(most: 1));
    }

    [Fact]
    public void What_was_cut_off_is_said() =>
        Assert.Contains("\n  the last 5 characters of 9 were cut off\n", Explained.Of("One two .", unread: 5).ToText());
}
