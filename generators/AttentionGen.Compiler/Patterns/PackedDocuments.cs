using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Several documents in one sequence that do not read each other: a limit, told at run time by the input "segment".</summary>
internal sealed class PackedDocuments : PatternKind
{
    public override string Property => "packedDocuments";

    public override string Attribute => "PackedDocumentsAttribute";

    public override string Schema =>
        """
        {
          "description": "Several documents in one sequence do not read each other; the input 'segment' tells them apart at run time.",
          "type": "boolean"
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec) => spec.Segments = value switch
    {
        DeclaredBool flag => flag.Value,
        // The attribute.
        DeclaredList { Items: [DeclaredObject { Properties.Count: 0 }] } => true,
        _ => Properties.Flag(Property, value, spec.Problems),
    };
}
