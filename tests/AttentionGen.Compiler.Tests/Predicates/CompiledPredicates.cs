using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Kernels;

namespace AttentionGen.Compiler.Tests.Predicates;

/// <summary>Patterns that were compiled with their predicates, and loaded. No native library is touched.</summary>
internal sealed class CompiledPredicates
{
    private readonly Assembly _assembly;

    public CompiledPredicates(Project project)
    {
        Result = GeneratorHarness.Run(project);
        Assert.DoesNotContain(Result.Diagnostics, d => d.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Empty(Result.CompileErrors);
        using var code = new MemoryStream();
        Assert.True(Result.Output.Emit(code, cancellationToken: TestContext.Current.CancellationToken).Success);
        code.Position = 0;
        _assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(code);
    }

    public GeneratorResult Result { get; }

    /// <summary>The user's method.</summary>
    public TDelegate Method<TDelegate>(string pattern, string method)
        where TDelegate : Delegate => _assembly.GetType(pattern, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<TDelegate>();

    /// <summary>The rule of a head. The constructor, which loads libtorch, does not run.</summary>
    public AttentionRule Rule(string pattern, int layer, int head, int length) =>
        ((AttentionPattern)RuntimeHelpers.GetUninitializedObject(_assembly.GetType(pattern, throwOnError: true)!)).Rule(layer, head, length);

    /// <summary>The only rule of a pattern, with run-time inputs.</summary>
    public AttentionRule Rule(string pattern, params (string Name, object Value)[] inputs)
    {
        var type = _assembly.GetType(pattern + "+Rule0", throwOnError: true)!;
        var rule = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var (name, value) in inputs)
            type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.SetValue(rule, value);
        return (AttentionRule)rule;
    }
}
