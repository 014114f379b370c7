using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>A model that answers all day holds what it held in the morning.</summary>
[Collection(nameof(TorchGenerator))] // watches the memory of the process
public class LastingTests
{
    private const int WarmUp = 100, Passes = 1000;

    /// <summary>A leak of one row of hidden states for each pass would be 60 MB.</summary>
    private const long Slack = 16 << 20;

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_thousand_texts_leave_nothing()
    {
        using var classifier = TextClassifier.FromPretrained(Path.Combine(AppContext.BaseDirectory, "model"), new Quickstart.LongDocumentPattern());
        string[] texts = [.. Enumerable.Range(0, 5).Select(i => string.Concat(Enumerable.Repeat("a fine film ", 1 + (2 * i))))];
        Stays(pass => classifier.Classify(texts[pass % texts.Length]));
    }

    [Fact]
    public void A_thousand_forward_passes_leave_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        model.eval();
        var input = TinyLongformer.Input();
        Stays(_ => model.call(input).Dispose());
    }

    private static void Stays(Action<int> run)
    {
        // So small a model gains nothing by threads, and loses much where other programs want the cores as well.
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            for (var pass = 0; pass < WarmUp; pass++)
                run(pass);
            var (live, resident) = (Live, Resident());
            for (var pass = 0; pass < Passes; pass++)
                run(pass);
            Assert.Equal(live, Live);
            Assert.InRange(Resident() - resident, long.MinValue, Slack);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
