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
            "char-lm-large-stage1", "char-lm-large-stage5", "char-lm-small-stage1", "char-lm-small-stage5",
            "led-base-16384", "led-large-16384", "longformer-base-4096", "longformer-large-4096",
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

    private static PatternSpec Read(string file) => Sound.File(Repository.Read("patterns", file + ".attention.json"));
}
