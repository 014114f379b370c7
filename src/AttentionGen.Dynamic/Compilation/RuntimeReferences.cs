using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Dynamic.Compilation;

/// <summary>
/// The assemblies that generated code is compiled against: AttentionGen, and whatever it references, in the versions that this process
/// runs. Their metadata is read from memory, since the assemblies of a single-file program have no file.
/// </summary>
internal static class RuntimeReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_all = new(() => [.. Loaded().Select(Reference).OfType<MetadataReference>()]);

    public static IReadOnlyList<MetadataReference> All => s_all.Value;

    private static IEnumerable<Assembly> Loaded()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(RuntimeReferences).Assembly)!;
        var names = new HashSet<string>();
        var open = new Queue<Assembly>([typeof(object).Assembly, typeof(AttentionPattern).Assembly]);
        while (open.TryDequeue(out var assembly))
        {
            yield return assembly;
            foreach (var reference in assembly.GetReferencedAssemblies().Where(reference => names.Add(reference.Name!)))
            {
                if (Load(context, reference) is { } found)
                    open.Enqueue(found);
            }
        }
    }

    /// <summary>Null where a program leaves out an assembly that its parts name and never use.</summary>
    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    // The memory is the loaded assembly's: valid as long as the process, or the load context that this class is in too.
    private static unsafe MetadataReference? Reference(Assembly assembly) =>
        assembly.TryGetRawMetadata(out var blob, out var length)
            ? AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(display: assembly.GetName().Name)
            : null;
}
