using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace AttentionGen.Tests;

/// <summary>What tests/AttentionGen.Snapshots shows is what the build compiled into this program, whose other tests run it.</summary>
public class GeneratedCodeTests
{
    private const string Verified = ".verified.cs";

    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    // A theory's rows are the snapshots: Class.Method#hint.verified.cs.
    public static TheoryData<string> Snapshots =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(Verified, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly Lazy<Dictionary<string, string>> s_compiled = new(ReadSymbols);

    [Theory, MemberData(nameof(Snapshots))]
    public void SnapshotIsWhatIsCompiled(string snapshot)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(snapshot)!);
        var hint = snapshot[(snapshot.IndexOf('#') + 1)..^Verified.Length] + ".cs";
        Assert.Equal(reader.ReadToEnd().ReplaceLineEndings("\n"), s_compiled.Value[hint]);
    }

    /// <summary>The generated sources, which the compiler embeds in the symbols, by file name.</summary>
    private static Dictionary<string, string> ReadSymbols()
    {
        var file = Path.ChangeExtension(typeof(GeneratedCodeTests).Assembly.Location, ".pdb");
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(file));
        var symbols = provider.GetMetadataReader();
        var texts = new Dictionary<string, string>();
        foreach (var handle in symbols.Documents)
        {
            var name = Path.GetFileName(symbols.GetString(symbols.GetDocument(handle).Name).Replace('\\', '/'));
            foreach (var information in symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation).Where(i => symbols.GetGuid(i.Kind) == s_embeddedSource))
                texts[name] = Unpack(symbols.GetBlobBytes(information.Value));
        }
        return texts;
    }

    /// <summary>The blob begins with the unpacked size, 0 where it is not packed.</summary>
    private static string Unpack(byte[] blob)
    {
        Stream content = new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int));
        if (BitConverter.ToInt32(blob) != 0)
            content = new DeflateStream(content, CompressionMode.Decompress);
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
