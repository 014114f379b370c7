using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>Arguments of attentiongen summarize that contradict each other, the folder or the model: nothing is read or written.</summary>
public class SummarizeArgumentTests : TinyLedFolder
{
    [Theory]
    [InlineData("--beams 200", "num_beams is 200, which needs 400 candidates for the first token, but the vocabulary has 264")]
    [InlineData("--max-length 33", "the decoder has positions for 32")]
    [InlineData("--min-length 13", "min_length is 13, but sequences end at 12")]
    [InlineData("--return 2", "num_return_sequences is 2")]
    [InlineData("--stop ", "stop_strings has an empty text")]
    [InlineData("--max-length 9 --max-new-tokens 9", "--max-new-tokens: it stands in place of --max-length")]
    [InlineData("--sample --beams 2", "--sample: it draws tokens in place of a search")]
    [InlineData("--temperature 2", "--temperature: it is about sampling. Give --sample too.")]
    [InlineData("--seed 2", "--seed: it is about sampling")]
    [InlineData("--top-k 2", "--top-k: it is about sampling")]
    [InlineData("--top-p 0.2", "--top-p: it is about sampling")]
    [InlineData("--length-penalty 2", "--length-penalty: it is about beams. Give --beams 2 or more too.")]
    [InlineData("--early-stopping never", "--early-stopping: it is about beams")]
    [InlineData("--early-stopping perhaps", "perhaps")]
    [InlineData("--sample --top-p 0", "top_p is 0")]
    [InlineData("--stream --beams 2", "num_beams is 2, but a beam search decides no token before the end")]
    [InlineData("--stream --text b", "--stream: give one text, and no JSON lines.")]
    [InlineData("--stream --output x", "--stream: it writes to standard output.")]
    [InlineData("--beams 0", "--beams: give a whole number of 1 or more")]
    public void Contradictions_are_wrong_arguments(string options, string message)
    {
        var run = Tool.Run(["summarize", Folder, "--text", Text, .. options.Split(' ')]);
        Assert.Equal(2, run.Status);
        Assert.Contains(run.Errors, line => line.Contains(message));
        Assert.DoesNotContain(Summarize().Text.Trim(), run.Output);
    }

    [Fact]
    public void A_model_and_texts_are_needed()
    {
        Assert.Contains("There is no model.", Tool.Run("summarize", "--text", Text).Errors[0]);
        Assert.Contains("There is no text.", Tool.Run("summarize", "--model", Folder).Errors[0]);
        Assert.Contains("There is no text.", Tool.Run("summarize", Folder).Errors[0]);
        Assert.Contains("-: standard input can be read once.", Tool.Run("summarize", "--model", Folder, "-", "-").Errors[0]);
        var classifier = Tool.Run("summarize", Repository.Path("examples", "Quickstart", "model"), "--text", Text);
        Assert.Equal(1, classifier.Status);
        Assert.Contains("holds a LongformerForSequenceClassification, but the task needs a LEDForConditionalGeneration", classifier.Errors[0]);
    }

    [Fact]
    public void Every_task_takes_its_model_by_name()
    {
        var (model, text) = (Repository.Path("examples", "Quickstart", "model"), Write("film.txt", "A wonderful film."));
        var run = Tool.Run("classify", "--model", model, text);
        Assert.StartsWith("film.txt: pos", run.Output);
        Assert.Equal(Tool.Run("classify", model, text).Output, run.Output);
        // answer and choose read their files by the same arguments: the one behind --model is a file, not a model.
        Assert.Contains("holds a LongformerForSequenceClassification", Tool.Run("answer", "--model", model, "--question", "q", text).Errors[0]);
        Assert.Contains("holds a LongformerForSequenceClassification", Tool.Run("choose", "--model", model, "--question", "q", "--candidate", "c", text).Errors[0]);
    }
}
