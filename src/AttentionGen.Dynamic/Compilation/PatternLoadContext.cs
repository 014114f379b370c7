using System.Reflection;
using System.Runtime.Loader;

namespace AttentionGen.Dynamic.Compilation;

/// <summary>Holds one generated assembly, and goes with its last use. All else comes from the context that this library is in.</summary>
internal sealed class PatternLoadContext : AssemblyLoadContext
{
    private static readonly AssemblyLoadContext s_host = GetLoadContext(typeof(PatternLoadContext).Assembly)!;

    private PatternLoadContext(string name) : base(name, isCollectible: true)
    {
    }

    /// <summary>Loads an assembly into a context of its own.</summary>
    public static Assembly Load(string name, Stream code, Stream symbols)
    {
        var context = new PatternLoadContext(name);
        var assembly = context.LoadFromStream(code, symbols);
        // Takes the runtime's own hold off: from here on the context lives exactly as long as something of the assembly is in use.
        context.Unload();
        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => s_host.LoadFromAssemblyName(assemblyName);
}
