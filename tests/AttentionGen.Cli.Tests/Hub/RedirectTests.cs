using System.Net;
using AttentionGen.Cli.Tests.Hub.Server;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>Redirects, and who sees the token.</summary>
public class RedirectTests : HubCase
{
    private const string Token = "hf_token";

    [Fact]
    public async Task The_token_goes_to_the_endpoint_alone()
    {
        await PullAsync(Options with { Token = Token });
        Assert.All(Hub.Endpoint.Served, s => Assert.Equal("Bearer " + Token, s.Request.Header("Authorization")));
        Assert.Single(Hub.Store.Served);
        Assert.All(Hub.Store.Served, s => Assert.Null(s.Request.Header("Authorization")));
    }

    [Fact]
    public async Task Without_a_token_none_is_sent()
    {
        await PullAsync();
        Assert.All(Hub.Endpoint.Served, s => Assert.Null(s.Request.Header("Authorization")));
    }

    [Fact]
    public async Task Another_hub_that_the_endpoint_leads_to_sees_no_token()
    {
        var there = Hub.Endpoint.Address;
        using var mirror = new LoopbackServer(request => Answer.Redirect(new Uri(there, request.Target).AbsoluteUri));
        await PullAsync(Options with { Token = Token, Endpoint = mirror.Address });
        Assert.All(mirror.Served, s => Assert.Equal("Bearer " + Token, s.Request.Header("Authorization")));
        Assert.All(Hub.Endpoint.Served, s => Assert.Null(s.Request.Header("Authorization")));
    }

    [Fact]
    public async Task Relative_redirects_are_followed()
    {
        Hub.Alter = (request, answer) => request.Target.StartsWith("/api/models/old/name/", StringComparison.Ordinal)
            ? Answer.Redirect(request.Target.Replace("old/name", FakeHub.Name))
            : request.Target.StartsWith("/old/name/", StringComparison.Ordinal) ? Answer.Redirect("../../../.." + request.Target.Replace("old/name", FakeHub.Name)) : answer;
        var folder = await ModelHub.PullAsync("old/name", options: Options with { Token = Token }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(PathOf(Path.Combine("old--name", FakeHub.Commit)), folder);
        Assert.Equal(WeightBytes, File.ReadAllBytes(Path.Combine(folder, Weights)));
        Assert.All(Hub.Endpoint.Served, s => Assert.Equal("Bearer " + Token, s.Request.Header("Authorization")));
    }

    [Fact]
    public async Task Endless_redirects_are_left()
    {
        Hub.AlterStored = (request, _) => Answer.Redirect(request.Target);
        Assert.Contains($"{Hub.Store.Address}{Weights}: the server has redirected 10 times and does so again.", await RefusalAsync());
        Assert.Equal(10, Hub.Store.Served.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task Redirects_lead_to_http_alone(string location)
    {
        Hub.AlterStored = (_, _) => Answer.Redirect(location);
        var message = await RefusalAsync();
        Assert.Contains($"{Hub.Store.Address}{Weights} redirects to no http or https address.", message);
        Assert.DoesNotContain("secret", message);
    }

    [Fact]
    public async Task From_https_to_http_is_not_followed()
    {
        using var handler = new Redirecting("http://there/file?signature=secret");
        using var client = new HubClient(new HubOptions { Endpoint = new("https://here") }, handler);
        var error = await Assert.ThrowsAsync<HubException>(() => client.SendAsync(HttpMethod.Get, new("https://here/file"), null, null, TestContext.Current.CancellationToken));
        Assert.Equal("https://here/file redirects from https to http://there/file, which is not encrypted. That is not followed.", error.Message);
        Assert.Equal(1, handler.Requests);
    }

    private sealed class Redirecting(string location) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new(location) } });
        }
    }
}
