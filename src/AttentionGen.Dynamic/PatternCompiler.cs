using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic.Caching;
using AttentionGen.Dynamic.Compilation;

namespace AttentionGen.Dynamic;

/// <summary>
/// Compiles patterns at run time: the code that the source generator writes for the same declaration, compiled in memory and loaded.
/// </summary>
/// <remarks>
/// Any thread may call it. Equal specs give the same instance: the <see cref="CacheCapacity"/> last used patterns are kept, and several
/// threads that ask for one wait for one compilation. A pattern that is neither kept nor in use is unloaded by the garbage collector.
/// The first compilation of a process starts the C# compiler, which takes a second or two; later ones take some hundredths.
/// </remarks>
public static class PatternCompiler
{
    /// <summary>Patterns that are kept for the next request.</summary>
    public const int CacheCapacity = 64;

    private static readonly PatternCache s_cache = new(CacheCapacity, InMemory.Compile);

    /// <summary>The pattern that a file declares: *.attention.json, or the config.json of a Hugging Face Longformer or LED (its encoder).</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="name">Class name where the file gives none, as a config.json.</param>
    /// <exception cref="PatternCompilationException">The declaration is wrong; the message lists each problem with its place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static AttentionPattern FromFile(string path, string name = DeclarationCheck.DefaultName) => Compile(DeclarationCheck.File(path, name).Require());

    /// <summary>The pattern that a text declares, in the format of <see cref="FromFile"/>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="name">Class name where the text gives none.</param>
    /// <exception cref="PatternCompilationException">The declaration is wrong; the message lists each problem with its place.</exception>
    public static AttentionPattern FromText(string json, string file = DeclarationCheck.DefaultFile, string name = DeclarationCheck.DefaultName) =>
        Compile(DeclarationCheck.Text(json, file, name).Require());

    /// <summary>The pattern of a spec, wherever that comes from.</summary>
    /// <param name="spec">The spec. A class of the user's own is not completed: the pattern is a class of that name in an assembly of its own.</param>
    /// <exception cref="ArgumentException">The spec has no layer or no head, or its name is no class name.</exception>
    /// <exception cref="PatternCompilationException">The generated code does not compile; the message lists what the C# compiler says.</exception>
    /// <exception cref="NativeBackendException">libtorch cannot be loaded.</exception>
    public static AttentionPattern Compile(PatternSpec spec)
    {
        SpecShape.Require(spec);
        // A module of its own has no user's half of the class.
        return s_cache.Get(spec with { IsExistingClass = false });
    }

    /// <summary>Forgets all kept patterns. Those in use go on working, and are unloaded after their last use.</summary>
    public static void ClearCache() => s_cache.Clear();
}
