using System.Globalization;
using AttentionGen.Benchmarks.Shared;
using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Generation;

/// <summary>
/// An LED of led-base's shape, with fresh weights, encodes and writes: seconds, memory, and the ratios that say how good they are. All in one
/// process, with the same threads and allocator.
/// </summary>
internal static class GenerationRun
{
    private static readonly LedConfig s_base = new()
    {
        HiddenSize = 768, EncoderLayers = 6, DecoderLayers = 6, EncoderHeads = 12, DecoderHeads = 12,
        EncoderIntermediateSize = 3072, DecoderIntermediateSize = 3072, AttentionWindow = [1024],
    };

    /// <summary>Prints the table.</summary>
    /// <param name="args">Tokens of the input (16384) and tokens to write (64).</param>
    public static int Print(string[] args)
    {
        int[] numbers = [.. args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var n) && n > 1 ? n : 0)];
        if (numbers.Length > 2 || numbers.Contains(0) || numbers.FirstOrDefault() > s_base.MaxEncoderPositions || numbers.ElementAtOrDefault(1) >= s_base.MaxDecoderPositions)
        {
            Console.Error.WriteLine($"generation [tokens of the input, 2 to {s_base.MaxEncoderPositions}] [tokens to write, 2 to {s_base.MaxDecoderPositions - 1}]");
            return 1;
        }
        Measure(numbers is [var length, ..] ? length : s_base.MaxEncoderPositions, numbers is [_, var count] ? count : 64);
        return 0;
    }

    private static void Measure(int length, int count)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var model = new LedForConditionalGeneration(s_base, s_base.CompilePattern());
        model.eval();
        var first = zeros(1, length, ScalarType.Int64);
        first[0, 0] = 1;
        var input = new LedInput { InputIds = randint(3, s_base.VocabSize, [1, length], ScalarType.Int64), GlobalAttentionMask = first };
        Line("shape", $"led-base, {model.named_parameters().Sum(p => p.parameter.numel()) / 1e6:0} million parameters, float32, {get_num_threads()} threads, fresh weights");
        Line("input", $"{length} tokens, windows of 1,024, the first token global; {count} tokens are written");

        double encode = 0;
        var peak = PeakMemory.Of(() => encode = Timing.Seconds(() => model.Led.Encode(input).Dispose()));
        Line("encode", $"{encode:0.0} s, {Bytes(peak)} at its peak");

        var weights = Read(model);
        Tensor[] caches = [.. Enumerable.Range(0, 2 * s_base.DecoderLayers).Select(_ => ones(length + (count / 2), s_base.HiddenSize))];
        var floor = new ReadingFloor([.. weights, .. caches]);
        var (greedy, reading, kept) = Write(model, input, count, 1, floor);
        var (beams, readingForBeams, keptByBeams) = Write(model, input, count, 4, floor);
        Line("floor of a step", $"{1e3 * reading:0.0} ms: {Bytes(new ReadingFloor(weights).Bytes)} of weights and {Bytes(new ReadingFloor(caches).Bytes)} of caches, read once at {floor.Bytes / reading / 1e9:0.0} GB/s");
        Line("greedy", $"{1e3 * greedy:0.0} ms a token, {greedy / reading:0.00} times the floor");
        Line("4 beams", $"{1e3 * beams:0.0} ms a step, {beams / readingForBeams:0.00} times the floor then, {beams / readingForBeams * reading / greedy:0.00} times greedy");
        var self = 2.0 * s_base.DecoderLayers * s_base.HiddenSize * 4;
        Line("memory of writing", $"{Bytes(kept)} beyond the model's for greedy, {Bytes(keptByBeams)} for 4 beams; self-attention's part of a beam is {Bytes(self * count)}");

        var uncached = Uncached(model, input, count / 2);
        Line("uncached", $"{1e3 * uncached:0.0} ms for token {count / 2} by reading all before it again, {uncached / greedy:0.0} times cached");
    }

    /// <summary>Seconds of a step and of a reading, and the peak of memory after the input has been read.</summary>
    private static (double Step, double Reading, double Bytes) Write(LedForConditionalGeneration model, LedInput input, int count, int beams, ReadingFloor floor)
    {
        var config = new GenerationConfig { NumBeams = beams, MaxNewTokens = count, DecoderStartTokenId = s_base.DecoderStartTokenId };
        using var decoder = new TimedDecoder(model.StartDecoding(input), floor);
        var peak = PeakMemory.Of(() => TextGenerator.Generate(decoder, config));
        return (decoder.Step, decoder.Reading, peak);
    }

    /// <summary>Seconds of the best of three steps without any cache: the keys and values of the input and of all tokens before are computed again.</summary>
    private static double Uncached(LedForConditionalGeneration model, LedInput input, int past)
    {
        using var encoded = model.Led.Encode(input);
        var tokens = full(1, past, 5, dtype: ScalarType.Int64);
        return Enumerable.Range(0, 3).Min(_ => Timing.Seconds(() =>
        {
            using var scope = NewDisposeScope();
            var hidden = model.Led.Decode(tokens, new LedTeacher(encoded.LastHidden, null, past, null));
            model.Logits(hidden.select(1, -1));
        }));
    }

    /// <summary>What a step has to read of the model: the decoder without the projections of the input's keys and values, and the words' table.</summary>
    private static Tensor[] Read(LedForConditionalGeneration model) =>
    [
        .. model.named_parameters()
            .Where(p => p.name == "led.shared.weight" || p.name.StartsWith("led.decoder.layers", StringComparison.Ordinal))
            .Where(p => !p.name.Contains("encoder_attn.k_proj") && !p.name.Contains("encoder_attn.v_proj"))
            .Select(p => p.parameter),
    ];

    private static string Bytes(double bytes) => bytes < 1e9 ? FormattableString.Invariant($"{bytes / 1e6:0} MB") : FormattableString.Invariant($"{bytes / 1e9:0.00} GB");

    private static void Line(string what, FormattableString text) => Console.WriteLine($"{what,-18} {FormattableString.Invariant(text)}");
}
