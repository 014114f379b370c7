namespace AttentionGen.Models.Hub;

/// <summary>Text of a server for messages: short, and without what would steer a terminal.</summary>
internal static class Printable
{
    private const int Longest = 200;

    /// <summary>The text with control and formatting characters as '?', cut after 200.</summary>
    public static string Of(string text) => string.Concat(text.Take(Longest).Select(c => c is >= ' ' and <= '~' || char.IsLetterOrDigit(c) ? c : '?'))
        + (text.Length > Longest ? "..." : "");

    /// <summary>An address without its query, which may hold a signature.</summary>
    public static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
