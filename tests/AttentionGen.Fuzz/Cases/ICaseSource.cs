namespace AttentionGen.Fuzz.Cases;

/// <summary>Where cases come from. Another kind of input (C# with predicates, say) is another source in Program.cs's list.</summary>
public interface ICaseSource
{
    /// <summary>Its name on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>A case that depends on nothing but the generator's state.</summary>
    FuzzCase Next(Random random);
}

/// <summary>One input of the compiler.</summary>
/// <param name="Path">Its file; *.cs is compiled with the user's code, anything else is an additional file.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="ClassName">The item's AttentionPatternName, for additional files.</param>
/// <param name="MayBeWrong">Whether C# itself may be wrong, which its compiler tells.</param>
public sealed record FuzzCase(string Path, string Text, string? ClassName = null, bool MayBeWrong = false)
{
    /// <summary>True for C#, which only the generator reads.</summary>
    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);
}
