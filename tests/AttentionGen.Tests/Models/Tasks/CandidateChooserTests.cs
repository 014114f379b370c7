using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks;

public class CandidateChooserTests : TinyTokenizer
{
    /// <summary>30 tokens.</summary>
    private static readonly LongformerConfig s_config = TinyLongformer.Config with { VocabSize = Mask + 1, InitializerRange = 0.5, MaxPositionEmbeddings = 32 };

    private static readonly ChoiceQuestion s_question = new("lower so", ["low", "ab low", "", "lo"], ["so low.", "low"]);

    private CandidateChooser Chooser(LongformerConfig? config = null)
    {
        using (var model = new LongformerForMultipleChoice(config ?? s_config, TinyHeads.Pattern(config ?? s_config)))
            model.Save(Folder);
        return CandidateChooser.FromPretrained(Folder, TinyHeads.Pattern(config ?? s_config));
    }

    [Fact]
    public void Candidates_get_the_models_probabilities()
    {
        using var chooser = Chooser();
        var choice = chooser.Choose(s_question, cancellation: TestContext.Current.CancellationToken);
        AssertChoice(chooser, "lower so so low. low", choice);
        Assert.Equal(choice.Probabilities.Max(), choice.Probability);
        Assert.Equal(choice.Probability, choice.Probabilities[choice.Index]);
        Assert.Equal(s_question.Candidates[choice.Index], choice.Candidate);
        Assert.Equal(0, choice.Unread);
    }

    [Fact]
    public void Documents_are_cut_on_request_alike_for_all_candidates()
    {
        using var chooser = Chooser();
        var question = s_question with { Documents = ["so low.", string.Concat(Enumerable.Repeat("low ", 40))] };
        var error = Assert.Throws<ArgumentException>(() => chooser.Choose(question, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("reads at most 23", error.Message); // 30 without 4 special tokens and the 3 of "ab low"
        var choice = chooser.Choose(question, new() { CutDocuments = true }, TestContext.Current.CancellationToken);
        var text = chooser.Tokenizer.EncodeToIds(question.Text, addSpecialTokens: false);
        Assert.Equal((23, text.Length - 23), (choice.Tokens, choice.Unread));
        AssertChoice(chooser, chooser.Tokenizer.Decode(text[..23]), choice);
    }

    [Fact]
    public void A_question_is_never_cut()
    {
        using var chooser = Chooser();
        var question = s_question with { Question = string.Concat(Enumerable.Repeat(" low", 24)) };
        Assert.Contains("A question of 24 tokens and a candidate of 3", Assert.Throws<ArgumentException>(
            () => chooser.Choose(question, new() { CutDocuments = true }, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(23, chooser.Choose(question with { Question = question.Question[4..] }, new() { CutDocuments = true }, TestContext.Current.CancellationToken).Tokens);
        Assert.Contains("no candidates", Assert.Throws<ArgumentException>(
            () => chooser.Choose(s_question with { Candidates = [] }, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Questions_together_get_the_choices_that_they_get_alone()
    {
        using var chooser = Chooser();
        ChoiceQuestion[] questions = [s_question, new("low", ["a"], []), s_question with { Candidates = ["b", "lower"], Documents = [] }];
        var done = new List<int>();
        var together = chooser.Choose(questions, new() { TokenBudget = 50 }, done.Add, TestContext.Current.CancellationToken);
        Assert.Equal(questions.Length, done.Sum());
        foreach (var (question, choice) in questions.Zip(together))
        {
            var alone = chooser.Choose(question, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal((alone.Index, alone.Candidate, alone.Tokens), (choice.Index, choice.Candidate, choice.Tokens));
            Assert.All(alone.Probabilities.Zip(choice.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-5));
        }
        Assert.Equal(1, together[1].Probability, 1e-12);
    }

    [Fact]
    public void Work_can_be_stopped()
    {
        using var chooser = Chooser();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => chooser.Choose([s_question, s_question], new() { TokenBudget = 1 }, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_refused() =>
        Assert.Contains("pad_token_id", Assert.Throws<CheckpointException>(() => Chooser(s_config with { PadTokenId = 0 })).Message);

    private void AssertChoice(CandidateChooser chooser, string text, Choice choice)
    {
        using var scope = NewDisposeScope();
        using var model = LongformerForMultipleChoice.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        var logits = s_question.Candidates.Select(candidate => model.call(new LongformerInput
        {
            InputIds = tensor(chooser.Tokenizer.EncodeToIds(text, candidate)).to(ScalarType.Int64).view(1, 1, -1),
        }, null).Logits).ToArray();
        var expected = cat(logits, 1).softmax(1).data<float>().ToArray();
        Assert.Equal(s_question.Candidates.Count, expected.Length);
        Assert.All(expected.Zip(choice.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-5));
    }
}
