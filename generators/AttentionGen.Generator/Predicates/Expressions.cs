using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>C#'s expressions over int and bool.</summary>
internal sealed class Expressions(Lowering lowering)
{
    private readonly Calls _calls = new(lowering);
    private readonly Patterns _patterns = new(lowering);

    public Expression Lower(IOperation operation)
    {
        if (operation is IInvalidOperation)
            return lowering.Refuse(operation, Rules.PredicateSyntax, "what does not compile", "Mend what the C# compiler reports.");
        if (operation.ConstantValue is { HasValue: true, Value: int or bool } constant && HasType(operation))
            return constant.Value is int number ? new IntLiteral(number) : new BoolLiteral((bool)constant.Value!);
        // What is refused for its own sake says more than its type.
        if (!HasType(operation) && operation is not (IAnonymousFunctionOperation or IThrowOperation or IDelegateCreationOperation))
            return lowering.Refuse(operation, Rules.PredicateType, operation.Type?.ToDisplayString() ?? "nothing", "Cast constants to int, and write comparisons so that int is wide enough.");
        return operation switch
        {
            IParenthesizedOperation inner => lowering.Lower(inner.Operand),
            IConversionOperation { OperatorMethod: null } conversion => Convert(conversion),
            ILocalReferenceOperation local => Named(local, local.Local),
            IParameterReferenceOperation parameter => Named(parameter, parameter.Parameter),
            IFieldReferenceOperation field => lowering.Refuse(field, Rules.PredicateVariable, field.Field.Name, "Make it a const, or a parameter."),
            IPropertyReferenceOperation property => Property(property),
            IArrayElementReferenceOperation { Indices: [var index] } element => Token(element, element.ArrayReference, index),
            IUnaryOperation { OperatorMethod: null } unary => Unary(unary),
            IBinaryOperation { OperatorMethod: null } binary => Binary(binary),
            IConditionalOperation choice => new Conditional(lowering.Lower(choice.Condition), lowering.Lower(choice.WhenTrue), lowering.Lower(choice.WhenFalse!)),
            IInvocationOperation call => _calls.Lower(call),
            IIsPatternOperation match => lowering.Let("value", lowering.Lower(match.Value), value => _patterns.Lower(match.Pattern, value)),
            ISwitchExpressionOperation choice => _patterns.Switch(choice),
            IAssignmentOperation or IIncrementOrDecrementOperation => Refuse(operation, "a variable that changes", "Name each value once."),
            IAnonymousFunctionOperation or IDelegateCreationOperation => Refuse(operation, "a lambda or a delegate", "Call a static method."),
            IThrowOperation => Refuse(operation, "a throw", "It is true or false for each query and key."),
            _ => Refuse(operation, $"this ({operation.Kind})", "See docs/predicates.md for what it can hold."),
        };
    }

    private static bool HasType(IOperation operation) => operation.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Boolean;

    private Expression Refuse(IOperation operation, string what, string instead) => lowering.Refuse(operation, Rules.PredicateSyntax, what, instead);

    /// <summary>Only conversions that change nothing: constants were read before.</summary>
    private Expression Convert(IConversionOperation conversion) =>
        SymbolEqualityComparer.Default.Equals(conversion.Type, conversion.Operand.Type) || conversion.Operand is IThrowOperation
            ? lowering.Lower(conversion.Operand)
            : lowering.Refuse(conversion, Rules.PredicateType, $"{conversion.Operand.Type?.ToDisplayString() ?? "nothing"} at run time", "Take an int parameter.");

    private Expression Named(IOperation operation, ISymbol symbol) => lowering.Values.TryGetValue(symbol, out var value)
        ? value
        : lowering.Refuse(operation, Rules.PredicateVariable, symbol.Name, "Declare it as a local variable with its value.");

    /// <summary>segment[i] and segment.Length of spans, segment.Length of arrays.</summary>
    private Expression Property(IPropertyReferenceOperation property) => property switch
    {
        { Property.IsIndexer: true, Instance: { } span, Arguments: [var index] } when Parameters.IsPerToken(span.Type!) => Token(property, span, index.Value),
        { Property.Name: "Length", Instance: { } tokens } when lowering.InputOf(tokens) is not null => Expression.Length,
        _ => lowering.Refuse(property, Rules.PredicateVariable, property.Property.Name, "Make it a const, or a parameter."),
    };

    private Expression Token(IOperation operation, IOperation tokens, IOperation index) => lowering.InputOf(tokens) is { } input
        ? new TokenValue(input, lowering.Lower(index))
        : lowering.Refuse(operation, Rules.PredicateVariable, tokens.Syntax.ToString(), "Values per token are parameters of type ReadOnlySpan<int> or int[].");

    private Expression Unary(IUnaryOperation unary) => unary.OperatorKind switch
    {
        UnaryOperatorKind.Plus => lowering.Lower(unary.Operand),
        UnaryOperatorKind.Minus => new Unary("-", lowering.Lower(unary.Operand), unary.IsChecked),
        UnaryOperatorKind.BitwiseNegation => new Unary("~", lowering.Lower(unary.Operand)),
        UnaryOperatorKind.Not => new Unary("!", lowering.Lower(unary.Operand)),
        _ => Refuse(unary, "this operator", "See docs/predicates.md for what it can hold."),
    };

    private Expression Binary(IBinaryOperation binary)
    {
        // Of two longs one is told.
        if (!HasType(binary.LeftOperand))
            return lowering.Lower(binary.LeftOperand);
        if (Operator(binary.OperatorKind) is not { } text)
            return Refuse(binary, "this operator", "See docs/predicates.md for what it can hold.");
        return new Binary(text, lowering.Lower(binary.LeftOperand), lowering.Lower(binary.RightOperand), binary.IsChecked && text is ("+" or "-" or "*"));
    }

    /// <summary>The operator as C# writes it; null for others.</summary>
    public static string? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        _ => null,
    };
}
