namespace AttentionGen.Models.Hub;

/// <summary>Where a hub is, where its files go, and how patient a download is.</summary>
public sealed record HubOptions
{
    /// <summary>Environment variable that names another endpoint.</summary>
    public const string EndpointVariable = "HF_ENDPOINT";

    /// <summary>Environment variable that holds the access token.</summary>
    public const string TokenVariable = "HF_TOKEN";

    /// <summary>The public hub.</summary>
    public static readonly Uri PublicEndpoint = new("https://huggingface.co");

    /// <summary>The address below which the hub answers: http or https, with a path where it has one.</summary>
    /// <exception cref="ArgumentException">It is no such address, or carries a user name, a query or a fragment.</exception>
    public Uri Endpoint
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? value
            : throw new ArgumentException($"The endpoint must be an http or https address without user name, query and fragment, such as {PublicEndpoint}.");
    } = PublicEndpoint;

    /// <summary>Access token for private and gated repositories; null for none. It is sent to the endpoint and to no other server.</summary>
    /// <exception cref="ArgumentException">It holds spaces or other characters that no token has; the message does not show it.</exception>
    public string? Token
    {
        get;
        init => field = value is null || (value.Length > 0 && value.All(c => c is > ' ' and <= '~'))
            ? value
            : throw new ArgumentException("The access token must be printable ASCII without spaces.");
    }

    /// <summary>The folder that repositories are kept in.</summary>
    public string CacheFolder { get; init; } = HubCache.DefaultFolder(Environment.GetEnvironmentVariable);

    /// <summary>Tries in a row that may fail, at least 1. A try that brings a megabyte or more starts the count afresh.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Pause after the first failed try; it doubles with each further one, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between tries, also where the server asks for more.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection on which nothing comes for so long is given up.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The settings of the environment: <c>HF_ENDPOINT</c>, <c>HF_TOKEN</c>, and the cache folder in <c>ATTENTIONGEN_CACHE</c>,
    /// else <c>attentiongen</c> in <c>XDG_CACHE_HOME</c> or the user's cache folder.
    /// </summary>
    /// <exception cref="HubException">A variable's value cannot be used.</exception>
    public static HubOptions FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    internal static HubOptions FromEnvironment(Func<string, string?> variable)
    {
        var options = new HubOptions { CacheFolder = HubCache.DefaultFolder(variable) };
        if (variable(EndpointVariable)?.Trim() is { Length: > 0 } endpoint)
            options = Set(EndpointVariable, () => options with { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) });
        if (variable(TokenVariable)?.Trim() is { Length: > 0 } token)
            options = Set(TokenVariable, () => options with { Token = token });
        return options;
    }

    private static HubOptions Set(string variable, Func<HubOptions> set)
    {
        try
        {
            return set();
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw new HubException($"{variable} (environment variable): {e.Message}", e);
        }
    }
}
