using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>The presets hold the numbers of their models.</summary>
public class PresetTests
{
    // The Longformer paper's character models: windows grow by layer, two heads are dilated in upper layers (Table 12).
    private static readonly int[] s_small = [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 384, 512];
    private static readonly int[] s_large = [32, .. Enumerable.Range(3, 27).Select(i => 16 * i), 480, 512];

    [Fact]
    public void Every_preset_is_tested() => Assert.Equal(
        [
            "bigbird-roberta-base", "char-lm-large-stage1", "char-lm-large-stage5", "char-lm-small-stage1", "char-lm-small-stage5", "etc-base", "gmat-base",
            "led-base-16384", "led-large-16384", "longformer-base-4096", "longformer-large-4096", "sparse-transformer-fixed", "sparse-transformer-strided",
        ],
        Repository.Files("patterns", "*.attention.json").Select(f => f["patterns/".Length..^".attention.json".Length]).Order(StringComparer.Ordinal));

    [Theory]
    // attention_window, layers, heads, hidden size and positions of the published config.json files
    [InlineData("longformer-base-4096", "LongformerBase4096", 12, 12, 768, 4096, 512)]
    [InlineData("longformer-large-4096", "LongformerLarge4096", 24, 16, 1024, 4096, 512)]
    [InlineData("led-base-16384", "LedBase16384", 6, 12, 768, 16384, 1024)]
    [InlineData("led-large-16384", "LedLarge16384", 12, 16, 1024, 16384, 1024)]
    public void Published_models(string file, string name, int layers, int heads, int hidden, int length, int window)
    {
        var spec = Read(file);
        Assert.Equal((name, "AttentionGen.Patterns", hidden / heads, length, false, true), (spec.Name, spec.Namespace, spec.HeadSize, spec.MaxLength, spec.Causal, spec.Global));
        Assert.Equal(Enumerable.Repeat(string.Join(" ", Enumerable.Repeat($"{window / 2}/{window / 2}", heads)), layers), spec.Bands());
    }

    [Theory]
    [InlineData("longformer-base-4096", "default:", "classification: First()", "question-answering: BeforeSeparator(1)", "multiple-choice: AfterSeparator(2)")]
    [InlineData("led-large-16384", "default:", "summarization: First()")]
    public void Tasks_of_published_models(string file, params string[] tasks) => Assert.Equal(
        tasks, Read(file).Tasks.Select(t => $"{t.Name}: {string.Join(" ", t.Rules.Select(r => $"{r.Kind}({string.Join(",", r.Values)})"))}".TrimEnd()));

    [Theory]
    // Windows double from stage to stage, from 32 ... 512 to 512 ... 8,192 at the fifth.
    [InlineData("char-lm-small-stage1", "CharLmSmallStage1", 12, 2048, 1)]
    [InlineData("char-lm-small-stage5", "CharLmSmallStage5", 12, 23040, 16)]
    [InlineData("char-lm-large-stage1", "CharLmLargeStage1", 30, 2048, 1)]
    [InlineData("char-lm-large-stage5", "CharLmLargeStage5", 30, 23040, 16)]
    public void Character_models(string file, string name, int layers, int length, int factor)
    {
        var spec = Read(file);
        Assert.Equal((name, 64, length, true, false), (spec.Name, spec.HeadSize, spec.MaxLength, spec.Causal, spec.Global));
        Assert.Equal(
            (layers == 12 ? s_small : s_large).Select((window, layer) =>
            {
                // The paper's gaps 0, 1, 2, 3 are strides 1, 2, 3, 4.
                var stride = layers == 12 ? Math.Max(1, layer / 2 - 1) : Math.Max(1, layer / 5 - 1);
                var rest = $"{window * factor}/0";
                var dilated = rest + (stride == 1 ? "" : $"x{stride}");
                return string.Join(" ", Enumerable.Repeat(dilated, 2).Concat(Enumerable.Repeat(rest, 6)));
            }),
            spec.Bands());
    }

    [Theory]
    [InlineData("bigbird-roberta-base", "BigBirdRobertaBase", 12, 12, 64, 4096, false)]
    // Lengths are 4,096 tokens behind the global or memory tokens.
    [InlineData("etc-base", "EtcBase", 12, 12, 64, 4096 + 256, false)]
    [InlineData("gmat-base", "GmatBase", 12, 12, 64, 4096 + 64, false)]
    [InlineData("sparse-transformer-strided", "SparseTransformerStrided", 48, 16, 32, 64 * 64 * 3, true)]
    [InlineData("sparse-transformer-fixed", "SparseTransformerFixed", 30, 8, 64, 12288, true)]
    public void Sizes_of_named_systems(string file, string name, int layers, int heads, int headSize, int length, bool causal)
    {
        var spec = Read(file);
        Assert.Equal(
            (name, "AttentionGen.Patterns", layers, heads, headSize, length, causal),
            (spec.Name, spec.Namespace, spec.Layers.Count, spec.Heads, spec.HeadSize, spec.MaxLength, spec.Causal));
    }

    [Fact]
    public void What_heads_of_named_systems_read()
    {
        Assert.Equal(
            [new BlocksTerm(64, new NearBlocks(1, 1)), new BlocksTerm(64, new EdgeBlocks(1, 1, Both: true)), new BlocksTerm(64, new RandomBlocks(3, 0, 1, 1, 1))],
            Terms("bigbird-roberta-base", 0..12));
        Assert.Equal([new BandTerm(84, 84, 1), new GlobalTerm(Spec.GlobalDirection.Both, Spec.GlobalProjections.Shared)], Terms("etc-base", 0..12));
        Assert.Equal("64 memory tokens, chunks of 512", Assert.IsType<PredicateTerm>(Assert.Single(Terms("gmat-base", 0..12))).Text);
        Assert.Equal([new BandTerm(128, 0, 1)], Terms("sparse-transformer-strided", 0..8));
        Assert.Equal([new BandTerm(BandTerm.Unbounded, 0, 128)], Terms("sparse-transformer-strided", 8..16));
        Assert.Equal(
            ["earlier tokens of the own 128", "earlier tokens that are among the last 32 of 128"],
            Terms("sparse-transformer-fixed", 0..8).Cast<PredicateTerm>().Select(t => t.Text));

        // The same in all layers and in these heads.
        static IReadOnlyList<Term> Terms(string file, Range heads) =>
            [.. Assert.Single(Read(file).Layers.SelectMany(l => l.Heads.ToArray()[heads]).Select(h => h.Terms).Distinct())];
    }

    private static PatternSpec Read(string file) => Sound.File(Repository.Read("patterns", file + ".attention.json"));
}
