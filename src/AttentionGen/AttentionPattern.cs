using AttentionGen.Kernels;
using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>
/// A compiled attention pattern: who may read whom, in every layer and head, and the code that computes it.
/// Generated classes derive from this one. A pattern is stateless; one instance serves all threads.
/// </summary>
public abstract class AttentionPattern
{
    /// <summary>Makes sure that the native libraries are there before the pattern touches TorchSharp.</summary>
    /// <exception cref="NativeBackendException">They cannot be loaded.</exception>
    protected AttentionPattern() => NativeBackend.EnsureLoaded();

    /// <summary>What the compiler knows of the pattern: bands, picture, reach, cost, engines.</summary>
    public abstract PatternCard Card { get; }

    /// <summary>What computes <see cref="Forward"/>; see <see cref="Using"/>.</summary>
    public AttentionEngine Engine { get; private set; }

    /// <summary>The same pattern, computed by an engine of choice: for comparisons and tests.</summary>
    /// <exception cref="ArgumentException">The compiler refused the engine for this pattern; see <see cref="PatternCard.Refusals"/>.</exception>
    public AttentionPattern Using(AttentionEngine engine)
    {
        foreach (var refusal in Card.Refusals)
        {
            if (refusal.Engine == engine.ToString())
                throw new ArgumentException($"{Card.Name}: {refusal.Engine} cannot compute it, since {refusal.Reason}.", nameof(engine));
        }
        var pattern = (AttentionPattern)MemberwiseClone();
        pattern.Engine = engine;
        return pattern;
    }

    /// <summary>Attention of one layer (Longformer paper, section 3).</summary>
    /// <param name="layer">0 to <see cref="PatternCard.Layers"/> - 1.</param>
    /// <param name="q">Queries, unscaled: (batch, length, heads, head size).</param>
    /// <param name="k">Keys, the same shape.</param>
    /// <param name="v">Values, the same shape.</param>
    /// <param name="globals">What global rows are computed from; needed as soon as <paramref name="masks"/> names a global token.</param>
    /// <param name="masks">Real and global tokens of this batch.</param>
    /// <param name="dropout">Dropout of the attention probabilities.</param>
    /// <returns>Context, (batch, length, heads, head size). Rows of padded tokens are 0.</returns>
    /// <exception cref="ArgumentException">A shape, a layer or a mask does not fit the pattern.</exception>
    public abstract Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout = default);

    /// <summary>The probabilities that <see cref="Forward"/> uses, in band layout: O(length x window), for explanations.</summary>
    /// <exception cref="ArgumentException">A shape, a layer or a mask does not fit the pattern.</exception>
    public abstract AttentionProbabilities Probabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks);

    /// <summary>The global tokens that the pattern declares for a task: what generated code calls GlobalMaskFor and the task's name, by the name as declared.</summary>
    /// <param name="task">The task.</param>
    /// <param name="tokenIds">(batch, length) int64.</param>
    /// <param name="separatorId">The token id of separators, for rules that count them.</param>
    /// <returns>(batch, length) bool, true where a token is global; null where the pattern has no rule for the task ("given" is none).</returns>
    /// <exception cref="ArgumentException">A row has too few separators for the rule.</exception>
    public virtual Tensor? GlobalMask(string task, Tensor tokenIds, int separatorId) => null;

    /// <summary>What a head reads, padding and global tokens aside: for explanations, pictures and oracles.</summary>
    /// <param name="layer">0 to <see cref="PatternCard.Layers"/> - 1.</param>
    /// <param name="head">0 to <see cref="PatternCard.Heads"/> - 1.</param>
    /// <param name="length">Tokens of the sequence.</param>
    /// <exception cref="ArgumentException">The pattern asks for run-time inputs; see the other overload.</exception>
    public AttentionRule Rule(int layer, int head, int length) => Rule(new RuleScope(layer, head, length));

    /// <summary>The same for one sequence of a batch, with its run-time inputs.</summary>
    public AttentionRule Rule(int layer, int head, AttentionMasks masks, long row) => Rule(new RuleScope(layer, head, masks, row));

    /// <summary>The probabilities as a matrix, (batch, heads, length, length): for short sequences, quadratic in the length.</summary>
    /// <exception cref="ArgumentException">A shape, a layer or a mask does not fit the pattern.</exception>
    public Tensor DenseProbabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var probabilities = Probabilities(layer, q, k, globals, masks);
        return Kernels.DenseProbabilities.Of(probabilities, Card.Bands[layer], masks).MoveToOuterDisposeScope();
    }

    /// <summary>The rule of a head that is not a single band; generated code says which.</summary>
    protected virtual AttentionRule? RuleOf(int layer, int head, RuleScope scope) => null;

    internal AttentionRule Rule(RuleScope scope) =>
        RuleOf(scope.Layer, scope.Head, scope) ?? new BandRule(Card.Bands[scope.Layer][scope.Head]!.Value, Card.Causal);

    /// <summary>True where vector kernels compute. For generated code that has such kernels.</summary>
    /// <exception cref="ArgumentException">They were asked for, and cannot.</exception>
    protected bool UsesVectors(Tensor q)
    {
        var reason = q.dtype != ScalarType.Float32 ? $"q is {q.dtype}" : q.device_type != TorchSharp.DeviceType.CPU ? $"q is on {q.device}" : null;
        if (reason is not null && Engine == AttentionEngine.Simd)
            throw new ArgumentException($"{Card.Name}: {nameof(AttentionEngine.Simd)} computes float32 on the CPU, but {reason}. Use {nameof(AttentionEngine.Auto)} or {nameof(AttentionEngine.Ops)}.", nameof(q));
        return Engine switch
        {
            AttentionEngine.Simd => true,
            AttentionEngine.Ops => false,
            _ => reason is null && Kernels.Vectors.Width.Current > 0,
        };
    }

    /// <summary>Refuses inputs that do not fit the pattern, with a message that names both sides. Native code would end the process instead.</summary>
    protected void Check(int layer, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks)
    {
        var card = Card;
        if ((uint)layer >= (uint)card.Layers)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"{card.Name} has layers 0 to {card.Layers - 1}.");
        long[] expected = [masks.Batch, masks.Length, card.Heads, card.HeadSize];
        foreach (var (name, tensor) in new[] { (nameof(q), q), (nameof(k), k), (nameof(v), v) })
        {
            if (!tensor.shape.AsSpan().SequenceEqual(expected))
                throw new ArgumentException($"{card.Name} expects {name} of shape ({string.Join(", ", expected)}) for these masks, but it is ({string.Join(", ", tensor.shape)}).", name);
            tensor.RequireLike(q, name);
        }
        if (masks.Device.ToString() != q.device.ToString())
            throw new ArgumentException($"q is on {q.device}, but the masks are on {masks.Device}.", nameof(masks));
        foreach (var input in card.Inputs)
        {
            if (!(input.PerToken ? masks.Tokens.ContainsKey(input.Name) : masks.Numbers.ContainsKey(input.Name)))
                throw new ArgumentException($"{card.Name} asks for '{input.Name}', {(input.PerToken ? "a value per token" : "a number")}: give it in {nameof(PatternInputs)} when the masks are made.", nameof(masks));
        }
        if (masks.MaxGlobals == 0)
            return;
        if (!card.Global)
            throw new ArgumentException($"{card.Name} declares no global tokens, but the masks name some. Declare a global rule (\"given\" for masks made at run time).", nameof(masks));
        if (card.Globals?[layer].Contains(GlobalUse.Separate) == false)
            return;
        if (globals is null)
            throw new ArgumentException($"The masks name global tokens: {nameof(globals)} must hold the global projections.", nameof(globals));
        globals.Check(q, card.Heads * card.HeadSize);
    }
}
