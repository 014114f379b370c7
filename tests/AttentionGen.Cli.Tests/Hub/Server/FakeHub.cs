using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Hub.Server;

/// <summary>A hub with one repository, small/model: small files come from the hub itself, weights from a second server that it redirects to.</summary>
internal sealed class FakeHub : IDisposable
{
    public const string Name = "small/model";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public FakeHub()
    {
        Endpoint = new(request => Alter(request, Respond(request)));
        Store = new(request => AlterStored(request, Stored(request)));
    }

    /// <summary>What the repository holds.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Revisions and the commits they mean.</summary>
    public Dictionary<string, string> Revisions { get; } = new() { ["main"] = Commit };

    /// <summary>Whether the listing tells sizes and checksums.</summary>
    public bool ListsChecksums { get; set; } = true;

    /// <summary>Whether ranges are heeded.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>Changes an answer of the hub.</summary>
    public Func<Request, Answer, Answer> Alter { get; set; } = (_, answer) => answer;

    /// <summary>Changes an answer of the store of large files.</summary>
    public Func<Request, Answer, Answer> AlterStored { get; set; } = (_, answer) => answer;

    public LoopbackServer Endpoint { get; }

    public LoopbackServer Store { get; }

    /// <summary>The golden classifier, with a tokenizer, and with files that nobody needs.</summary>
    public static FakeHub OfGolden()
    {
        var hub = new FakeHub();
        foreach (var path in Directory.GetFiles(Repository.Path("tests", "Goldens", "longformer-seqcls")))
            hub.Files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        foreach (var name in new[] { "vocab.json", "merges.txt", "tokenizer_config.json", "pytorch_model.bin", "onnx/model.onnx", ".gitattributes" })
            hub.Files[name] = Encoding.UTF8.GetBytes($"the content of {name}");
        return hub;
    }

    /// <summary>The names of what was asked for, without the listing.</summary>
    public IEnumerable<string> Fetched => Endpoint.Served.Where(s => s.Request.Target.Contains("/resolve/")).Select(s => s.Request.Target.Split($"/resolve/{Commit}/")[1]);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string GitHash(byte[] content) => Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

    public void Dispose()
    {
        Endpoint.Dispose();
        Store.Dispose();
    }

    private static bool IsLarge(string name) => Path.GetExtension(name) is ".safetensors" or ".bin" or ".onnx";

    private Answer Respond(Request request)
    {
        foreach (var (revision, commit) in Revisions)
        {
            if (request.Target == $"/api/models/{Name}/revision/{Uri.EscapeDataString(revision)}?blobs=true")
                return new(200, Listing(commit));
            if (request.Target.StartsWith($"/{Name}/resolve/{commit}/", StringComparison.Ordinal) && request.Target.Split($"/{commit}/")[1] is var name && Files.TryGetValue(name, out var content))
            {
                return IsLarge(name)
                    ? Answer.Redirect($"{Store.Address}{name}?signature=secret").With("X-Linked-Size", $"{content.Length}").With("X-Linked-Etag", $"\"{Sha256(content)}\"")
                    : Content(request, content, GitHash(content));
            }
        }
        return new(404, "Entry not found");
    }

    private Answer Stored(Request request) => Files.TryGetValue(request.Target.Split('?')[0][1..], out var content)
        ? Content(request, content, $"stored-{Sha256(content)[..8]}")
        : new(404);

    private Answer Content(Request request, byte[] content, string tag)
    {
        var whole = new Answer(200, content).With("ETag", $"\"{tag}\"");
        if (!Ranges || request.RangeStart is not { } start || (request.Header("If-Range") is { } wanted && wanted != $"\"{tag}\""))
            return whole;
        return start < content.Length
            ? new Answer(206, content[start..]).With("ETag", $"\"{tag}\"").With("Content-Range", $"bytes {start}-{content.Length - 1}/{content.Length}")
            : new Answer(416).With("Content-Range", $"bytes */{content.Length}");
    }

    private string Listing(string commit) => new JsonObject
    {
        ["id"] = Name,
        ["sha"] = commit,
        ["siblings"] = new JsonArray([.. Files.Select(f => (JsonNode)Sibling(f.Key, f.Value))]),
    }.ToJsonString();

    private JsonObject Sibling(string name, byte[] content)
    {
        var sibling = new JsonObject { ["rfilename"] = name };
        if (!ListsChecksums)
            return sibling;
        sibling["size"] = content.Length;
        sibling["blobId"] = IsLarge(name) ? GitHash(Encoding.ASCII.GetBytes("a pointer")) : GitHash(content);
        if (IsLarge(name))
            sibling["lfs"] = new JsonObject { ["sha256"] = Sha256(content), ["size"] = content.Length, ["pointerSize"] = 131 };
        return sibling;
    }
}
