using AttentionGen.Cli.Tests.Hub.Server;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>Servers that lie or refuse, and what the user is told.</summary>
public class RefusalTests : HubCase
{
    [Theory]
    [InlineData(132_259)]
    [InlineData(132_261)]
    public async Task A_length_that_is_not_the_listings_is_a_lie(int announced)
    {
        Hub.AlterStored = (_, answer) => answer with { Announced = announced, Body = [.. answer.Body, 0] };
        Assert.Contains(
            $"/{FakeHub.Name}/resolve/{FakeHub.Commit}/{Weights}: the server announces {announced} bytes where 132260 of the 132260 that the repository lists are missing.",
            await RefusalAsync());
        Assert.Empty(File.ReadAllBytes(Partial));
        Assert.Single(Hub.Store.Served);
    }

    [Fact]
    public async Task A_body_longer_than_the_listing_says_is_stopped()
    {
        Hub.AlterStored = (_, answer) => answer with { Announced = -1, Body = [.. answer.Body, .. new byte[1 << 20]] };
        Assert.Contains("sends more than the 132260 bytes that the repository lists", await RefusalAsync());
        Assert.Empty(File.ReadAllBytes(Partial));
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_a_cut()
    {
        Hub.AlterStored = (_, answer) => answer with { Announced = answer.Body.Length, Body = answer.Body[..(answer.Body.Length / 2)] };
        var message = await RefusalAsync(Options with { Attempts = 1 });
        Assert.Contains("That was the only try. 66,130 of 132,260 bytes are here", message);
        Hub.AlterStored = (_, answer) => answer;
        await PullAsync();
        Assert.Equal([null, WeightBytes.Length / 2], Hub.Store.Served.Select(s => s.Request.RangeStart));
    }

    [Fact]
    public async Task A_body_of_no_announced_length_that_ends_early_is_a_cut()
    {
        Hub.AlterStored = (_, answer) => answer with { Announced = -1, Body = answer.Body[..1000] };
        Assert.Contains("the server ended after 1000 of 132260 bytes.", await RefusalAsync(Options with { Attempts = 1 }));
    }

    [Fact]
    public async Task A_range_that_was_not_asked_for_is_refused()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Partial, WeightBytes[..100]);
        Hub.AlterStored = (_, answer) => new Answer(206, answer.Body).With("Content-Range", "bytes 0-132259/132260");
        Assert.Contains("was asked for bytes from 100 on of 132260, and sends the range \"bytes 0-132259/132260\"", await RefusalAsync());
    }

    [Theory]
    [InlineData(Weights)]
    [InlineData("config.json")]
    public async Task Bytes_of_another_checksum_are_removed(string file)
    {
        Hub.Alter = Hub.AlterStored = (request, answer) =>
        {
            if (!request.Target.Contains(file) || answer.Status != 200)
                return answer;
            var changed = (byte[])answer.Body.Clone();
            changed[^1] ^= 1;
            return answer with { Body = changed };
        };
        var message = await RefusalAsync();
        Assert.Contains($"/{file}: the {Hub.Files[file].Length} bytes that came do not have the checksum ", message);
        Assert.Contains(file == Weights ? FakeHub.Sha256(WeightBytes) : FakeHub.GitHash(Hub.Files[file]), message);
        Assert.False(File.Exists(Path.Combine(Folder, file)));
        Assert.False(File.Exists(Path.Combine(Folder, file + ".partial")));
    }

    [Theory]
    [InlineData(401, null, "put an access token into the environment variable HF_TOKEN")]
    [InlineData(403, "abc", "the token in HF_TOKEN may not read it")]
    [InlineData(404, "abc", "check the name and --revision")]
    [InlineData(400, null, "Is the endpoint (HF_ENDPOINT) that of a Hugging Face hub?")]
    public async Task A_refusal_says_what_to_do(int status, string? token, string advice)
    {
        Hub.Alter = (_, _) => new(status);
        var message = await RefusalAsync(Options with { Token = token });
        Assert.StartsWith($"{Hub.Endpoint.Address}api/models/{FakeHub.Name}/revision/main: the server answers {status}. ", message);
        Assert.Contains(advice, message);
        Assert.Single(Hub.Endpoint.Served);
    }

    [Fact]
    public async Task A_missing_revision_is_a_404() =>
        Assert.Contains("/revision/none: the server answers 404. There is no such repository, revision or file", await RefusalAsync(revision: "none"));

    [Theory]
    [InlineData("<html>welcome</html>", "is no listing of a repository: ")]
    [InlineData("[1]", "is no listing of a repository: ")]
    [InlineData("""{ "sha": "../../etc", "siblings": [] }""", "\"sha\" must be a commit")]
    [InlineData("""{ "sha": "0123456789ABCDEF0123456789ABCDEF01234567", "siblings": [] }""", "\"sha\" must be a commit")]
    [InlineData("""{ "siblings": [] }""", "is no listing of a repository: ")]
    [InlineData("""{ "sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [ { "rfilename": "a" }, { "rfilename": "a" } ] }""", "\"a\" is listed twice")]
    [InlineData("""{ "sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [ { "rfilename": "model.safetensors" } ] }""", "holds no config.json")]
    [InlineData("""{ "sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [ { "rfilename": "config.json" } ] }""", "holds no model.safetensors, model.safetensors.index.json, pytorch_model.bin")]
    public async Task A_listing_that_is_none_is_refused(string json, string reason)
    {
        Hub.Alter = (_, _) => new(200, json);
        Assert.Contains(reason, await RefusalAsync());
        Assert.Empty(Directory.GetFileSystemEntries(PathOf("")));
    }

    [Fact]
    public async Task A_listing_without_end_is_stopped()
    {
        Hub.Alter = (_, _) => new(200, new byte[40 << 20]) { Announced = -1 };
        Assert.Contains("it has more than 33554432 bytes", await RefusalAsync());
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_named()
    {
        var endpoint = Hub.Endpoint.Address;
        Hub.Endpoint.Dispose();
        Assert.Contains($"5 tries in a row failed. Check the network, or name another endpoint than {endpoint} in HF_ENDPOINT.", await RefusalAsync(Options with { Endpoint = endpoint }));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("a/b/c")]
    [InlineData("../b")]
    [InlineData("a/..")]
    [InlineData("a--b/c")]
    [InlineData("a/b c")]
    [InlineData("a/b?c")]
    [InlineData("/b")]
    public async Task A_name_that_is_none_is_refused(string name) => Assert.Contains(
        $"\"{name}\" must be a repository's name as org/name",
        (await Assert.ThrowsAsync<ArgumentException>(() => ModelHub.PullAsync(name, options: Options, cancellation: TestContext.Current.CancellationToken))).Message);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a b")]
    public async Task A_revision_that_is_none_is_refused(string revision)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PullAsync(revision: revision));
        Assert.Empty(Hub.Endpoint.Served);
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "ftp://there")]
    [InlineData("HF_ENDPOINT", "there")]
    [InlineData("HF_ENDPOINT", "https://user:word@there")]
    [InlineData("HF_TOKEN", "se cret")]
    [InlineData("HF_TOKEN", "se\r\ncret")]
    public void The_environment_is_checked_and_a_token_not_shown(string variable, string value)
    {
        var message = Assert.Throws<HubException>(() => HubOptions.FromEnvironment(name => name == variable ? value : null)).Message;
        Assert.StartsWith($"{variable} (environment variable): The ", message);
        Assert.DoesNotContain("cret", message);
    }

    [Fact]
    public void The_environment_gives_endpoint_token_and_cache()
    {
        var options = HubOptions.FromEnvironment(name => name switch { "HF_ENDPOINT" => "https://there/hub/", "HF_TOKEN" => " abc\n", "XDG_CACHE_HOME" => PathOf(""), _ => null });
        Assert.Equal(("https://there/hub/", "abc", Path.Combine(PathOf(""), "attentiongen")), (options.Endpoint.AbsoluteUri, options.Token, options.CacheFolder));
        Assert.Equal("/some", HubOptions.FromEnvironment(name => name is "ATTENTIONGEN_CACHE" ? "/some" : null).CacheFolder);
    }

    [Fact]
    public void Text_of_servers_does_not_steer_the_terminal() =>
        Assert.Equal("a?[2Jä?" + new string('x', 193) + "...", Printable.Of("a\u001b[2Jä\u202e" + new string('x', 300)));
}
