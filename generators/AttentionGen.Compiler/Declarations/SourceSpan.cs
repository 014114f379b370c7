namespace AttentionGen.Compiler.Declarations;

/// <summary>A place in a source file. Offsets, lines and columns count from 0.</summary>
/// <param name="File">The file's path as the build names it.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="StartLine">Line of the first character.</param>
/// <param name="StartColumn">Column of the first character.</param>
/// <param name="EndLine">Line behind the last character.</param>
/// <param name="EndColumn">Column behind the last character.</param>
public readonly record struct SourceSpan(string File, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>File(line,column), counted from 1 as editors do.</summary>
    public override string ToString() => $"{File}({StartLine + 1},{StartColumn + 1})";
}
