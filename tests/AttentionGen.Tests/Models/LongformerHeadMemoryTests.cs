using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>A head leaves its output and nothing else.</summary>
public class LongformerHeadMemoryTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    public static TheoryData<int, ProblemType> Problems => new()
    {
        { 1, ProblemType.Regression }, { 3, ProblemType.SingleLabelClassification }, { 3, ProblemType.MultiLabelClassification },
    };

    [Theory, MemberData(nameof(Problems))]
    public void AClassifierLeavesItsOutput(int outputs, ProblemType type)
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(outputs, type);
        var labels = type == ProblemType.SingleLabelClassification ? tensor(new long[] { 2, 0 }) : ones(2, outputs);
        Check(model, TinyLongformer.Input() with { GlobalAttentionMask = null }, labels);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void AMaskedLMLeavesItsOutput(bool atLabelsOnly)
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        Check(model, TinyLongformer.Input() with { LogitsAtLabelsOnly = atLabelsOnly }, TinyHeads.Words());
    }

    [Fact]
    public void RefusedLabelsLeaveNothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        var (input, labels) = (TinyLongformer.Input(), full(2, 6, 99L));
        var before = Live;
        Assert.Throws<ArgumentException>(() => model.call(input, labels));
        Assert.Equal(before, Live);
    }

    [Fact]
    public void MakingFreeingAndSavingAModelLeavesNothing()
    {
        using var scope = NewDisposeScope();
        TinyHeads.MaskedLM().Dispose();
        var folder = Directory.CreateTempSubdirectory("attentiongen-");
        var before = Live;
        using (var model = TinyHeads.MaskedLM())
            model.Save(folder.FullName, ScalarType.Float16);
        LongformerForMaskedLM.FromPretrained(folder.FullName, TinyHeads.Pattern(TinyLongformer.Config)).Dispose();
        Assert.Equal(before, Live);
        folder.Delete(recursive: true);
    }

    /// <summary>Logits and last hidden states, with labels the loss too.</summary>
    private static void Check(nn.Module<LongformerInput, Tensor?, LongformerHeadOutput> model, LongformerInput input, Tensor labels)
    {
        foreach (var (given, tensors) in new[] { (null, 2), (labels, 3) })
        {
            model.call(input, given).Dispose();
            var before = Live;
            var output = model.call(input, given);
            Assert.Equal(tensors, Live - before);
            output.Dispose();
            Assert.Equal(before, Live);
        }
    }
}
