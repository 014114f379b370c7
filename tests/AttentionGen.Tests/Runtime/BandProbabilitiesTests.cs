using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>Probabilities in band layout, read slot by slot, give the context of the goldens.</summary>
public class BandProbabilitiesTests
{
    public static TheoryData<string, string> Attentions => AttentionGoldenTests.Attentions;

    [Theory, MemberData(nameof(Attentions))]
    public void SlotsTimesValuesAreTheContext(string golden, string engine)
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(Goldens.Path(golden));
        using var expected = SafetensorsFile.Open(Goldens.Path(golden, "expected.safetensors"));
        var (q, k, v) = (inputs.Get("q"), inputs.Get("k"), inputs.Get("v"));
        using var masks = AttentionMasks.Create(q.shape[0], q.shape[1], realTokens: inputs.Find("key_mask"));
        var pattern = Engines.For(golden, engine);
        using var probabilities = pattern.Probabilities(0, q, k, globals: null, masks);
        var context = Context(probabilities, pattern.Card.Bands[0], v);
        var line = ParityComparer.Compare("context", expected.Load("context"), context, new ParityTolerance());
        Assert.True(line.Passed, line.ToString());
        Assert.Null(probabilities.GlobalColumns);
        Assert.Null(probabilities.GlobalRows);
    }

    /// <summary>(batch, length, heads, head size), from the definition of the layout.</summary>
    private static Tensor Context(AttentionProbabilities probabilities, IReadOnlyList<Band?> bands, Tensor v)
    {
        var (length, slots) = (v.shape[1], probabilities.Local.shape[3]);
        var context = zeros_like(v);
        for (var head = 0; head < bands.Count; head++)
        {
            for (long query = 0; query < length; query++)
            {
                for (long slot = 0; slot < slots; slot++)
                {
                    using var scope = NewDisposeScope();
                    var key = query + (bands[head]!.Value.Stride * (slot - probabilities.Before));
                    var weight = probabilities.Local[.., head, query, slot].unsqueeze(-1); // (batch, 1)
                    if (key < 0 || key >= length)
                        Assert.Equal(0, weight.abs().max().item<float>());
                    else
                        context[.., query, head] += weight * v[.., key, head]; // (batch, head size)
                }
            }
        }
        return context;
    }
}
