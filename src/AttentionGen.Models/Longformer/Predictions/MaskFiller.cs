using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Masks to words.</summary>
internal static class MaskFiller
{
    public static MaskedToken[] Fill(LongformerForMaskedLM model, IReadOnlyList<IReadOnlyList<int>> tokenIds, int maskId, int top)
    {
        using var scope = NewDisposeScope();
        return Fill(model, Inference.Batch(tokenIds, model.Longformer), maskId, top);
    }

    public static MaskedToken[] Fill(LongformerForMaskedLM model, LongformerInput input, int maskId, int top)
    {
        if (input.InputIds is not { } ids)
            throw new ArgumentException($"Masks are found in {nameof(input.InputIds)}, but the batch has none.", nameof(input));
        if (top < 1 || top > model.Config.VocabSize)
            throw new ArgumentOutOfRangeException(nameof(top), top, $"1 to {model.Config.VocabSize} candidates can be named.");
        return Inference.Run(model, () =>
        {
            var masked = ids.eq(maskId); // (batch, length)
            var found = masked.nonzero(); // (masks, 2)
            if (found.shape[0] == 0)
                return [];
            var places = found.cpu().data<long>().ToArray();
            // The logits of all tokens would take far more memory, so that the masks are made the labelled tokens.
            var logits = model.call(input with { LogitsAtLabelsOnly = true }, where(masked, 0L, LabelCheck.Ignored)).Logits; // (masks, vocabulary)
            var (values, words) = logits.to(ScalarType.Float64).softmax(-1).topk(top); // (masks, top)
            var (probabilities, candidates) = (FiniteOutputs.Require(values.cpu().data<double>().ToArray(), model), words.cpu().data<long>().ToArray());
            return Enumerable.Range(0, places.Length / 2).Select(mask => new MaskedToken(
                (int)places[2 * mask], (int)places[(2 * mask) + 1],
                [.. Enumerable.Range(mask * top, top).Select(i => new TokenCandidate((int)candidates[i], probabilities[i]))])).ToArray();
        });
    }
}
