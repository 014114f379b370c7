using System.Text;

namespace AttentionGen.Cli.Tests.Hub.Server;

/// <summary>A request as it came.</summary>
/// <param name="Method">GET or HEAD.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">By lower-case name.</param>
internal sealed record Request(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());

    /// <summary>First byte of the range that is asked for; null without a range.</summary>
    public int? RangeStart => Header("range") is { } range ? int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture) : null;
}

/// <summary>What a server does with a request, in honest and in other ways.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public Answer(int status, string body = "")
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The length that is announced; the body's when null, none at all when negative.</summary>
    public long? Announced { get; init; }

    /// <summary>Bytes of the body after which the connection is cut; the last of them may be lost with it.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Bytes of the body after which nothing more comes, while the connection stays.</summary>
    public int? StallAfter { get; init; }

    public Answer With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public static Answer Redirect(string location) => new Answer(302).With("Location", location);
}
