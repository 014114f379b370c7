using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>
/// The decoder, one token after another. Keys and values of self-attention are kept for each row, those of the inputs once for all rows of
/// an input: memory grows with the rows by the self-attention's part alone.
/// </summary>
internal sealed class LedTokenDecoder : ITokenDecoder, ILedDecoderMemory
{
    private readonly LedForConditionalGeneration _model;
    private readonly LedSource _source;
    private readonly (LedCache Keys, LedCache Values)[] _kept;
    private readonly LedRowLayout _layout;
    private Tensor? _slotOfRow; // (rows) int64: null where each row stands in the slot of its number
    private Tensor? _rowInSlot; // (slots) int64: the other way round
    private Tensor? _asking; // (inputs x most rows of one) int64: the slots of each input; null where they stand side by side
    private Tensor? _asked; // (slots) int64: where each slot stands among these
    private bool _disposed;

    public LedTokenDecoder(LedForConditionalGeneration model, LedInput input)
    {
        if (input.DecoderInputIds is not null || input.DecoderAttentionMask is not null)
            throw new ArgumentException($"What the decoder reads is decided token by token. Leave {nameof(LedInput.DecoderInputIds)} and their mask out.", nameof(input));
        _model = model;
        _source = new LedSource(model.Led, input);
        var inputs = (input.InputIds ?? input.InputsEmbeds!).shape[0];
        _layout = new LedRowLayout((int)inputs);
        _kept = [.. Enumerable.Range(0, model.Config.DecoderLayers).Select(_ => (new LedCache(MaxLength), new LedCache(MaxLength)))];
    }

    public int Rows => _layout.Rows;

    public int VocabSize => _model.Config.VocabSize;

    public int MaxLength => _model.Config.MaxDecoderPositions;

    public Device Device => _model.Led.Words.device;

    public int Past => _layout.Length;

    public Tensor Next(Tensor tokens)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (tokens.dim() != 2 || tokens.shape[0] != Rows || tokens.shape[1] == 0 || tokens.dtype != ScalarType.Int64)
            throw new ArgumentException($"The tokens must be int64 ({Rows}, new tokens), but they are {tokens.dtype} ({string.Join(", ", tokens.shape)}).", nameof(tokens));
        LedInputCheck.Length(Past + tokens.shape[1], _model.Config, "A row");
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var words = Longformer.LongformerInputCheck.Words(tokens.to(Device), VocabSize, nameof(tokens));
        var hidden = _model.Led.Decode(_rowInSlot is null ? words : words.index_select(0, _rowInSlot), this); // (slots, new tokens, hidden)
        _layout.Read((int)tokens.shape[1]);
        var last = hidden.select(1, -1); // (slots, hidden)
        return _model.Logits(_slotOfRow is null ? last : last.index_select(0, _slotOfRow)).MoveToOuterDisposeScope(); // (rows, vocabulary)
    }

    public void Select(ReadOnlySpan<int> rows)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        foreach (var row in rows)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(rows));
        using var noGrad = no_grad();
        var moves = _layout.Select(rows);
        _source.Move(moves.Inputs, _layout.Inputs);
        foreach (var (keys, values) in _kept)
        {
            keys.Move(moves.Slots, Rows, Past);
            values.Move(moves.Slots, Rows, Past);
        }
        Arrange();
    }

    public LedReadable Before(int layer, LedDecoderAttention attention, Tensor hidden)
    {
        var queries = hidden.shape[1];
        return new LedReadable(
            _kept[layer].Keys.Add(attention.Keys(hidden), Past), _kept[layer].Values.Add(attention.Values(hidden), Past),
            queries == 1 ? null : LedMasks.Before(queries, Past, hidden.device));
    }

    public LedReadable Source(int layer, LedDecoderAttention attention) => _source.Of(layer);

    public Tensor ToInputs(Tensor hidden)
    {
        if (_asking is not null)
            hidden = hidden.index_select(0, _asking);
        return hidden.reshape(_layout.Inputs, -1, hidden.shape[2]); // (inputs, most rows of one x new tokens, hidden)
    }

    public Tensor ToRows(Tensor hidden)
    {
        var rows = _asking?.shape[0] ?? Rows;
        var split = hidden.reshape(rows, -1, hidden.shape[2]); // (slots, new tokens, hidden)
        return _asked is null ? split : split.index_select(0, _asked);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Forget();
        _source.Dispose();
        foreach (var (keys, values) in _kept)
        {
            keys.Dispose();
            values.Dispose();
        }
    }

    /// <summary>The order of rows and slots, and of slots and inputs, where they differ.</summary>
    private void Arrange()
    {
        Forget();
        var slots = _layout.Slots.ToArray();
        if (!slots.SequenceEqual(Enumerable.Range(0, Rows)))
        {
            var rowIn = new int[Rows];
            for (var row = 0; row < Rows; row++)
                rowIn[slots[row]] = row;
            (_slotOfRow, _rowInSlot) = (Index(slots), Index(rowIn));
        }
        var places = _layout.Places.ToArray();
        var (each, rest) = Math.DivRem(Rows, _layout.Inputs);
        if (rest == 0 && places.Select((place, slot) => place == slot / each).All(sideBySide => sideBySide))
            return;
        var of = places.Select((place, slot) => (place, slot)).ToLookup(p => p.place, p => p.slot);
        var most = of.Max(group => group.Count());
        // An input with fewer rows asks for its first one again; nobody reads the answer.
        var asking = Enumerable.Range(0, _layout.Inputs).SelectMany(place => Enumerable.Range(0, most).Select(i => of[place].ElementAt(i < of[place].Count() ? i : 0))).ToArray();
        (_asking, _asked) = (Index(asking), Index([.. Enumerable.Range(0, Rows).Select(slot => Array.IndexOf(asking, slot))]));
    }

    private void Forget()
    {
        foreach (var index in new[] { _slotOfRow, _rowInSlot, _asking, _asked })
            index?.Dispose();
        (_slotOfRow, _rowInSlot, _asking, _asked) = (null, null, null, null);
    }

    private Tensor Index(int[] numbers)
    {
        using var scope = NewDisposeScope(); // a tensor's way to its device leaves another behind
        return tensor([.. numbers.Select(n => (long)n)], device: Device).DetachFromDisposeScope();
    }
}
