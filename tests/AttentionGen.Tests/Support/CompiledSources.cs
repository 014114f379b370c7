using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace AttentionGen.Tests.Support;

/// <summary>The generated sources that were compiled into this program: the compiler embeds them in its symbols.</summary>
internal static class CompiledSources
{
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>Text by file name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = ReadSymbols();

    private static Dictionary<string, string> ReadSymbols()
    {
        var file = Path.ChangeExtension(typeof(CompiledSources).Assembly.Location, ".pdb");
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
