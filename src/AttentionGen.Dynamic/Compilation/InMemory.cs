using System.Text;
using AttentionGen.Compiler;
using AttentionGen.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AttentionGen.Dynamic.Compilation;

/// <summary>Spec to source to a loaded instance.</summary>
internal static class InMemory
{
    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release);

    // Documentation comments are read by nobody here.
    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest, DocumentationMode.None);

    public static AttentionPattern Compile(PatternSpec spec)
    {
        var source = Source.From(spec);
        using var symbols = new MemoryStream();
        using var code = Emit(spec.FullName, source, symbols);
        var assembly = PatternLoadContext.Load(spec.FullName, code, symbols);
        return (AttentionPattern)Activator.CreateInstance(assembly.GetType(spec.FullName.Replace("@", ""), throwOnError: true)!)!;
    }

    private static MemoryStream Emit(string name, Source source, Stream symbols)
    {
        // Stack traces and debuggers find the text in the symbols.
        var text = SourceText.From(source.Text, Encoding.UTF8);
        var compilation = CSharpCompilation.Create(
            "AttentionGen.Dynamic." + name.Replace("@", ""), [CSharpSyntaxTree.ParseText(text, s_language, source.HintName)], RuntimeReferences.All, s_options);
        var code = new MemoryStream();
        var result = compilation.Emit(
            code, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            embeddedTexts: [EmbeddedText.FromSource(source.HintName, text)]);
        if (!result.Success)
            throw new PatternCompilationException(name, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        (code.Position, symbols.Position) = (0, 0);
        return code;
    }
}
