using AttentionGen.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

/// <summary>Mean of embeddings, dropout, a dense layer. The class of an example is whether its ids are more often below 10.</summary>
internal sealed class TinyClassifier : nn.Module<Tensor, Tensor, Tensor>, IObjective
{
    private readonly Embedding _words;
    private readonly LayerNorm _norm;
    private readonly Dropout _dropout;
    private readonly Linear _out;

    public TinyClassifier(double dropout = 0.3, long seed = 7) : base(nameof(TinyClassifier))
    {
        using var generator = new Generator((ulong)seed);
        _words = nn.Embedding(20, 8);
        _norm = nn.LayerNorm(8);
        _dropout = nn.Dropout(dropout);
        _out = nn.Linear(8, 2);
        RegisterComponents();
        using var noGrad = no_grad();
        foreach (var (name, parameter) in named_parameters().Where(p => p.parameter.dim() == 2))
            parameter.normal_(0, 0.5, generator);
        _out.bias!.zero_();
    }

    /// <summary>(batch, length) ids and mask to (batch, 2).</summary>
    public override Tensor forward(Tensor ids, Tensor mask)
    {
        var real = mask.unsqueeze(2).to(ScalarType.Float32);
        var mean = (_words.call(ids) * real).sum(1) / real.sum(1);
        return _out.call(_dropout.call(_norm.call(mean)));
    }

    public BatchLoss Compute(Batch batch)
    {
        var logits = call(batch.InputIds, batch.AttentionMask);
        var labels = batch.Labels.squeeze(1);
        return new BatchLoss(nn.functional.cross_entropy(logits, labels), batch.Examples.Count)
        {
            Metrics = new Dictionary<string, Tensor> { ["accuracy"] = logits.argmax(1).eq(labels).to(ScalarType.Float32).mean() },
        };
    }

    public static ExampleList Data(int count = 60, long seed = 3)
    {
        var random = new SeededRandom(seed);
        return new ExampleList(Enumerable.Range(0, count).Select(_ =>
        {
            int[] ids = [.. Enumerable.Range(0, 3 + random.Below(10)).Select(_ => 2 + random.Below(18))];
            return new Example(ids) { Labels = [ids.Count(id => id < 10) * 2 > ids.Length ? 1 : 0] };
        }));
    }
}
