using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>C#'s patterns: "x is >= 0 and &lt; 5", and switch expressions.</summary>
internal sealed class Patterns(Lowering lowering)
{
    /// <summary>True where a value matches.</summary>
    public Expression Lower(IPatternOperation pattern, Expression value) => lowering.Bounded(pattern, () => pattern switch
    {
        IDiscardPatternOperation => new BoolLiteral(true),
        IConstantPatternOperation constant => new Binary("==", value, lowering.Lower(constant.Value)),
        IRelationalPatternOperation relation when Expressions.Operator(relation.OperatorKind) is { } text => new Binary(text, value, lowering.Lower(relation.Value)),
        INegatedPatternOperation not => new Unary("!", Lower(not.Pattern, value)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => new Binary("&&", Lower(and.LeftPattern, value), Lower(and.RightPattern, value)),
        IBinaryPatternOperation or => new Binary("||", Lower(or.LeftPattern, value), Lower(or.RightPattern, value)),
        _ => lowering.Refuse(pattern, Rules.PredicateSyntax, "this pattern", "Write constants, comparisons, 'and', 'or' and 'not'."),
    });

    /// <summary>Arms from first to last; the last one takes what is left.</summary>
    public Expression Switch(ISwitchExpressionOperation choice) =>
        lowering.Let("value", lowering.Lower(choice.Value), value => Arms(choice, value, 0));

    private Expression Arms(ISwitchExpressionOperation choice, Expression value, int index) => lowering.Bounded(choice, () =>
    {
        // An arm that C# adds for what no other takes throws.
        if (index == choice.Arms.Length || choice.Arms[index].IsImplicit)
            return lowering.Refuse(choice, Rules.PredicateSyntax, "a switch without an arm for every value", "End it with '_ => ...'.");
        var arm = choice.Arms[index];
        if (arm is { Pattern: IDiscardPatternOperation, Guard: null })
            return lowering.Lower(arm.Value);
        var matches = Lower(arm.Pattern, value);
        if (arm.Guard is { } guard)
            matches = new Binary("&&", matches, lowering.Lower(guard));
        return new Conditional(matches, lowering.Lower(arm.Value), Arms(choice, value, index + 1));
    });
}
