namespace AttentionGen;

/// <summary>Several documents in one sequence that do not read each other: the input <see cref="PatternInputs.Segment"/> tells them apart at run time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PackedDocumentsAttribute : Attribute;
