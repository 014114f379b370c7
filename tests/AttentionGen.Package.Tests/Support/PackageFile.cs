using System.IO.Compression;
using System.Xml.Linq;

namespace AttentionGen.Package.Tests.Support;

/// <summary>What one package holds.</summary>
internal sealed class PackageFile
{
    private readonly XElement _metadata;

    private PackageFile(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        Files = zip.Entries.ToDictionary(e => e.FullName, Bytes);
        using var nuspec = new MemoryStream(Files.Single(f => f.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>Content by path in the package.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Paths, without what the package format itself adds.</summary>
    public IEnumerable<string> Paths => Files.Keys
        .Where(p => p is not "[Content_Types].xml" && !p.StartsWith("_rels/", StringComparison.Ordinal) && !p.StartsWith("package/", StringComparison.Ordinal) && !p.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Each dependency as its element in the nuspec.</summary>
    public IReadOnlyList<XElement> Dependencies => [.. _metadata.Descendants().Where(e => e.Name.LocalName == "dependency")];

    public IEnumerable<string> DependencyNames => Dependencies.Select(d => (string)d.Attribute("id")!);

    public string? Metadata(string name) => _metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

    public static PackageFile Open(PackageFeed feed, string id) => new(Path.Combine(feed.Folder, $"{id}.{PackageFeed.Version}.nupkg"));

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var memory = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
