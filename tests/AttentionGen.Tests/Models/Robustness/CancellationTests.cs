using AttentionGen.Tests.Models.Tokenization;
using TorchSharp;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>Work on many texts stops between batches when it is told to, and leaves a classifier that works.</summary>
public class CancellationTests : TinyTokenizer
{
    [Fact]
    public void Texts_are_read_no_further()
    {
        using var classifier = RobustClassifier.In(Folder);
        string[] texts = [.. Enumerable.Repeat("low low low", 20)]; // 5 tokens each
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var stop = new CancellationTokenSource();
        var batches = 0;
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(texts, tokenBudget: 10, progress: _ =>
        {
            if (++batches == 3)
                stop.Cancel();
        }, cancellation: stop.Token));
        Assert.Equal(3, batches);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(20, classifier.Classify(texts, cancellation: TestContext.Current.CancellationToken).Length);
    }

    [Fact]
    public void Nothing_is_begun_when_it_is_too_late()
    {
        using var classifier = RobustClassifier.In(Folder);
        // The second text is one that is refused: nobody looks at it.
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(["low", "\ud800"], cancellation: new CancellationToken(canceled: true)));
    }
}
