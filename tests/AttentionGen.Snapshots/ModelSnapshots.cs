using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>Task models, and the patterns that they stand on.</summary>
public class ModelSnapshots
{
    [Fact]
    public Task TaskPattern() => Verify(GeneratedCode.CardOf(nameof(TaskPattern)));

    [Fact]
    public Task PlainClassifier() => Verify(GeneratedCode.Of(nameof(PlainClassifier)));

    [Fact]
    public Task QuestionClassifier() => Verify(GeneratedCode.Of(nameof(QuestionClassifier)));

    [Fact]
    public Task JsonTasks() => Verify(GeneratedCode.CardOf(nameof(JsonTasks)));

    [Fact]
    public Task JsonMaskedLM() => Verify(GeneratedCode.Of(nameof(JsonMaskedLM)));

    [Fact]
    public Task JsonReviews() => Verify(GeneratedCode.Of(nameof(JsonReviews)));

    [Fact]
    public Task Answerer() => Verify(GeneratedCode.Of(nameof(Answerer)));

    [Fact]
    public Task Chooser() => Verify(GeneratedCode.Of(nameof(Chooser)));

    [Fact]
    public Task AnswerPattern() => Verify(GeneratedCode.CardOf(nameof(AnswerPattern)));

    [Fact]
    public Task ChoicePattern() => Verify(GeneratedCode.CardOf(nameof(ChoicePattern)));
}
