using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Led;

/// <summary>Token by token gives what whole targets give, whatever becomes of the rows on the way.</summary>
public class LedDecodingTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Theory]
    [InlineData(1), InlineData(3)]
    public void CachedEqualsUncached(int together)
    {
        using var scope = NewDisposeScope();
        using var model = LedForConditionalGeneration.FromPretrained(Goldens.Path("led-generate"), dtype: ScalarType.Float64);
        using var inputs = SafetensorsFile.Open(Goldens.Path("led-generate", "inputs.safetensors"));
        using var expected = SafetensorsFile.Open(Goldens.Path("led-generate", "expected.safetensors"));
        var input = new LedInput
        {
            InputIds = inputs.Load("input_ids"), AttentionMask = inputs.Load("attention_mask"), GlobalAttentionMask = inputs.Load("global_attention_mask"),
        };
        var target = expected.Load("teacher_forced_decoder_input_ids"); // (2, 13)
        using var noGrad = no_grad();
        var whole = model.call(input with { DecoderInputIds = target }, null).Logits; // (2, 13, vocabulary)
        using var decoder = model.StartDecoding(input);
        for (var at = 0; at < target.shape[1];)
        {
            var step = Math.Min(at == 0 ? 1 : together, target.shape[1] - at);
            var logits = decoder.Next(target.narrow(1, at, step));
            at += (int)step;
            Close(whole.select(1, at - 1), logits);
        }
    }

    /// <summary>Rows are chosen, dropped, repeated and permuted at random; each keeps the tokens that led to it.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void RowsKeepTheirOwnPast(int seed)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = Wide();
        var random = new Random(seed);
        var input = TinyLed.Input();
        using var decoder = model.StartDecoding(input);
        var rows = Enumerable.Range(0, 3).Select(i => (Input: i, Ids: new List<long>())).ToList();
        for (var step = 0; step < 25 && rows[0].Ids.Count < 76; step++)
        {
            var length = random.Next(4) == 0 ? 2 : 1;
            foreach (var (_, ids) in rows)
                ids.AddRange(Enumerable.Range(0, length).Select(_ => random.NextInt64(3, 20)));
            var logits = decoder.Next(Ids(rows.Select(row => row.Ids.TakeLast(length))));
            Close(Uncached(model, input, rows), logits);
            if (random.Next(5) == 0)
                continue;
            // Mostly as many rows as before, as in a beam search; sometimes other numbers of each input.
            var chosen = random.Next(4) > 0
                ? rows.Select((row, i) => Pick(random, rows, row.Input)).ToArray()
                : [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(rows.Count)).OrderBy(row => rows[row].Input)];
            decoder.Select(chosen);
            rows = [.. chosen.Select(row => (rows[row].Input, Ids: rows[row].Ids.ToList()))];
            Assert.Equal(rows.Count, decoder.Rows);
        }
    }

    [Fact]
    public void ADecoderLeavesNothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        var input = TinyLed.Input();
        var start = full(3, 1, 2, dtype: ScalarType.Int64);
        var more = full(4, 1, 5, dtype: ScalarType.Int64);
        var before = Live;
        using (var decoder = model.StartDecoding(input))
        {
            decoder.Next(start).Dispose();
            decoder.Select([0, 0, 2, 2]);
            decoder.Next(more).Dispose();
            var kept = Live;
            decoder.Select([1, 1, 3, 2]);
            decoder.Next(more).Dispose();
            decoder.Select([1, 0, 3, 2]);
            decoder.Next(more).Dispose();
            Assert.InRange(Live - kept, 0, 4); // the order of rows
            Assert.Throws<ArgumentException>(() => decoder.Next(start));
            Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Select([4]));
            Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Select([]));
            decoder.Dispose();
            Assert.Throws<ObjectDisposedException>(() => decoder.Next(more));
        }
        Assert.Equal(before, Live);
        var wrong = input with { InputIds = full(3, 6, 20, dtype: ScalarType.Int64) };
        before = Live;
        Assert.Throws<ArgumentException>(() => model.StartDecoding(wrong));
        Assert.Equal(before, Live);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        var decoder = model.StartDecoding(TinyLed.Input());
        Refused("int64 (3, new tokens)", () => decoder.Next(zeros(3, 1)));
        Refused("is 20", () => decoder.Next(full(3, 1, 20, dtype: ScalarType.Int64)));
        decoder.Next(zeros(3, 12, dtype: ScalarType.Int64));
        Refused("13 tokens, but the decoder has 12 positions", () => decoder.Next(zeros(3, 1, dtype: ScalarType.Int64)));
        Refused("DecoderInputIds", () => model.StartDecoding(TinyLed.Input() with { DecoderInputIds = zeros(3, 1, dtype: ScalarType.Int64) }));
        decoder.Dispose();
        model.train();
        Assert.Contains("eval()", Assert.Throws<InvalidOperationException>(() => model.StartDecoding(TinyLed.Input())).Message);
    }

    private static LedForConditionalGeneration Wide()
    {
        var model = TinyLed.Writer(TinyLed.Config with { MaxDecoderPositions = 80 });
        return (LedForConditionalGeneration)model.to(ScalarType.Float64);
    }

    private static int Pick(Random random, List<(int Input, List<long> Ids)> rows, int input)
    {
        var own = Enumerable.Range(0, rows.Count).Where(i => rows[i].Input == input).ToArray();
        return own[random.Next(own.Length)];
    }

    private static Tensor Uncached(LedForConditionalGeneration model, LedInput input, List<(int Input, List<long> Ids)> rows)
    {
        var of = tensor(rows.Select(row => (long)row.Input).ToArray());
        return model.call(new LedInput
        {
            InputIds = input.InputIds!.index_select(0, of),
            AttentionMask = input.AttentionMask!.index_select(0, of),
            GlobalAttentionMask = input.GlobalAttentionMask!.index_select(0, of),
            DecoderInputIds = Ids(rows.Select(row => row.Ids)),
        }, null).Logits.select(1, -1);
    }

    private static Tensor Ids(IEnumerable<IEnumerable<long>> rows)
    {
        var all = rows.Select(row => row.ToArray()).ToArray();
        return tensor(all.SelectMany(row => row).ToArray(), [all.Length, all[0].Length]);
    }

    private static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<double>(), 0, 1e-10);
    }

    private static void Refused(string message, Action call) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message);
}
