using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>One kind of declaration: a JSON property, the attribute that says the same, and how both become terms.</summary>
public abstract class PatternKind
{
    /// <summary>The JSON property.</summary>
    public abstract string Property { get; }

    /// <summary>
    /// The attribute's class name. The front end turns each use into an object whose properties are the attribute's
    /// arguments in camel case, and hands over a list of them.
    /// </summary>
    public abstract string Attribute { get; }

    /// <summary>The attribute's property that names a static method, where there is one: the front end hands over what it computes.</summary>
    public virtual string? Method => null;

    /// <summary>JSON schema of the property's value; it may refer to the schema's definitions.</summary>
    public abstract string Schema { get; }

    /// <summary>Reads the declared value; problems go to the builder.</summary>
    public abstract void Read(DeclaredValue value, SpecBuilder spec);
}
