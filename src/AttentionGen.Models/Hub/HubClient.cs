using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace AttentionGen.Models.Hub;

/// <summary>Requests to a hub: addresses, redirects, the token, stalled connections.</summary>
internal sealed class HubClient : IDisposable
{
    private const int MaxRedirects = 10;
    private static readonly string s_agent = "attentiongen/" + typeof(HubClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
    private readonly HubOptions _options;
    private readonly HttpMessageInvoker _http;

    public HubClient(HubOptions options, HttpMessageHandler? handler = null)
    {
        _options = options;
        _http = new(handler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // redirects would take the token along
            AutomaticDecompression = DecompressionMethods.None, // lengths and ranges count the file's own bytes
            UseCookies = false,
            UseProxy = !options.Endpoint.IsLoopback,
            ConnectTimeout = options.Stall,
        });
    }

    /// <summary>The address of a repository's listing.</summary>
    public Uri Listing(RepositoryName name, string revision) => Address($"api/models/{name}/revision/{Uri.EscapeDataString(revision)}?blobs=true");

    /// <summary>The address of a file.</summary>
    public Uri File(RepositoryName name, string commit, string file) => Address($"{name}/resolve/{commit}/{file}");

    /// <summary>Sends a request and follows redirects; the response's body is still to be read.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="address">Where to.</param>
    /// <param name="headers">Adds headers.</param>
    /// <param name="enough">Whether a redirect already says what is to be known.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A response of success, a redirect that is enough, or a range that was refused (416).</returns>
    /// <exception cref="HubException">The server refuses, or redirects in a way that is not followed.</exception>
    /// <exception cref="HubInterruption">Something that may pass.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, Action<HttpRequestHeaders>? headers, Func<HttpResponseMessage, bool>? enough, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.UserAgent.ParseAdd(s_agent);
            request.Headers.AcceptEncoding.ParseAdd("identity");
            if (_options.Token is { } token && IsEndpoint(address))
                request.Headers.Authorization = new("Bearer", token);
            headers?.Invoke(request.Headers);
            var response = await WithinAsync(address, stop => new ValueTask<HttpResponseMessage>(_http.SendAsync(request, stop)), cancellation).ConfigureAwait(false);
            var redirected = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (redirected && enough?.Invoke(response) == true))
                return response;
            using (response)
            {
                if (!redirected)
                    throw HubStatus.Refusal(address, response, _options.Token is not null);
                if (redirects == MaxRedirects)
                    throw new HubException($"{Printable.Of(address)}: the server has redirected {MaxRedirects} times and does so again. Is the endpoint ({HubOptions.EndpointVariable}) right?");
                address = Next(address, response.Headers.Location);
            }
        }
    }

    /// <summary>Does one step on the network: what does not come within the stall time, or breaks off, is an interruption.</summary>
    public async Task<T> WithinAsync<T>(Uri address, Func<CancellationToken, ValueTask<T>> step, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(_options.Stall);
        try
        {
            return await step(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HubInterruption(FormattableString.Invariant($"{Printable.Of(address)}: nothing came for {_options.Stall.TotalSeconds:0.#} s."), e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new HubException($"{Printable.Of(address)}: no secure connection ({e.GetBaseException().Message.TrimEnd('.')}). Check the certificates that this machine trusts.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new HubInterruption($"{Printable.Of(address)}: the connection failed ({e.GetBaseException().Message.TrimEnd('.')}).", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private Uri Address(string path) => new($"{_options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");

    private bool IsEndpoint(Uri address) =>
        Uri.Compare(address, _options.Endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri Next(Uri address, Uri? location)
    {
        var next = location is null ? null : new Uri(address, location);
        if (next?.Scheme is not ("http" or "https"))
            throw new HubException($"{Printable.Of(address)} redirects to no http or https address. Is the endpoint ({HubOptions.EndpointVariable}) right?");
        if (address.Scheme == "https" && next.Scheme == "http")
            throw new HubException($"{Printable.Of(address)} redirects from https to {Printable.Of(next)}, which is not encrypted. That is not followed.");
        return next;
    }
}
