using System.Net;

namespace AttentionGen.Models.Hub;

/// <summary>What a status other than success means, and what to do about it.</summary>
internal static class HubStatus
{
    /// <summary>The exception for a response: one that may pass, or one that does not.</summary>
    public static Exception Refusal(Uri address, HttpResponseMessage response, bool hasToken)
    {
        var text = $"{Printable.Of(address)}: the server answers {(int)response.StatusCode}";
        var what = response.StatusCode switch
        {
            // The hub answers 401 for names that do not exist, so as not to tell which private ones do.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => hasToken
                ? $"Either there is no such repository, or the token in {HubOptions.TokenVariable} may not read it: check both, and whether the repository's page asks for consent first."
                : $"Either there is no such repository, or it is private or gated: check its name, or put an access token into the environment variable {HubOptions.TokenVariable}.",
            HttpStatusCode.NotFound => "There is no such repository, revision or file: check the name and --revision.",
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => null,
            _ => $"Is the endpoint ({HubOptions.EndpointVariable}) that of a Hugging Face hub?",
        };
        return what is null ? new HubInterruption(text + ".", after: Pause(response)) : new HubException($"{text}. {what}");
    }

    private static TimeSpan? Pause(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;
}
