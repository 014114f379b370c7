using System.Text;
using System.Text.Json.Nodes;
using AttentionGen.Cli.Tests.Hub.Server;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Hub;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>What is downloaded, and where to.</summary>
public class PullTests : HubCase
{
    private static readonly string[] s_needed = ["config.json", "merges.txt", "model.safetensors", "tokenizer_config.json", "vocab.json"];

    [Fact]
    public async Task A_pulled_folder_loads()
    {
        var folder = await PullAsync();
        Assert.Equal(Folder, folder);
        AssertWhole(folder, s_needed);
        using var model = LongformerForSequenceClassification.FromPretrained(folder);
        using var golden = LongformerForSequenceClassification.FromPretrained(Repository.Path("tests", "Goldens", "longformer-seqcls"));
        foreach (var (name, tensor) in golden.state_dict())
            Assert.Equal(tensor.bytes.ToArray(), model.state_dict()[name].bytes.ToArray());
    }

    [Fact]
    public async Task Only_what_a_model_needs_is_asked_for()
    {
        await PullAsync();
        Assert.Equal(s_needed, Hub.Fetched.Order(StringComparer.Ordinal));
        Assert.Equal([$"/{Weights}?signature=secret"], Hub.Store.Served.Select(s => s.Request.Target));
    }

    [Fact]
    public async Task A_second_pull_fetches_nothing()
    {
        await PullAsync();
        var fetched = Hub.Fetched.Count();
        Progress.Clear();
        Assert.Equal(Folder, await PullAsync());
        Assert.Equal(fetched, Hub.Fetched.Count());
        Assert.All(Progress, p => Assert.Equal((HubStep.Present, p.Size), (p.Step, p.Bytes)));
        Assert.Equal(s_needed.Length, Progress.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_file_that_is_damaged_is_fetched_anew(int growth)
    {
        await PullAsync();
        var damaged = WeightBytes[..(WeightBytes.Length + growth)];
        damaged[1000] ^= 1;
        File.WriteAllBytes(Path.Combine(Folder, Weights), damaged);
        await PullAsync();
        AssertWhole(Folder, s_needed);
        Assert.Equal(s_needed.Length + 1, Hub.Fetched.Count());
    }

    [Fact]
    public async Task A_revision_has_a_folder_of_its_own()
    {
        var other = new string('b', 40);
        Hub.Revisions["refs/pr/1"] = other;
        Assert.Equal(PathOf(Path.Combine("small--model", other)), await PullAsync(revision: "refs/pr/1"));
        Assert.Equal("/api/models/small/model/revision/refs%2Fpr%2F1?blobs=true", Hub.Endpoint.Served[0].Request.Target);
        Assert.False(Directory.Exists(Folder));
        Assert.Equal(Folder, await PullAsync());
    }

    [Fact]
    public async Task Shards_are_those_that_the_index_names()
    {
        Hub.Files.Remove(Weights);
        Hub.Files["model-00001-of-00002.safetensors"] = [1, 2, 3];
        Hub.Files["model-00002-of-00002.safetensors"] = [4];
        Hub.Files["model-00003-of-00003.safetensors"] = [5];
        Hub.Files["model.safetensors.index.json"] = Index(("a", "model-00002-of-00002.safetensors"), ("b", "model-00001-of-00002.safetensors"), ("c", "model-00001-of-00002.safetensors"));
        AssertWhole(
            await PullAsync(),
            "config.json", "merges.txt", "tokenizer_config.json", "vocab.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
    }

    [Fact]
    public async Task A_pickle_is_taken_where_there_is_nothing_else()
    {
        Hub.Files.Remove(Weights);
        AssertWhole(await PullAsync(), "config.json", "merges.txt", "tokenizer_config.json", "vocab.json", "pytorch_model.bin");
    }

    [Theory]
    [InlineData("../../model.safetensors")]
    [InlineData("/etc/model.safetensors")]
    [InlineData("C:model.safetensors")]
    [InlineData("sub\\model.safetensors")]
    [InlineData("..safetensors")]
    [InlineData("a b.safetensors")]
    [InlineData("pytorch_model.bin")]
    [InlineData("")]
    public async Task An_index_names_no_other_files(string shard)
    {
        Hub.Files.Remove(Weights);
        Hub.Files[shard] = [1];
        Hub.Files["model.safetensors.index.json"] = Index(("some.weight", shard));
        var message = await RefusalAsync();
        Assert.Contains($"model.safetensors.index.json is no index of weights: \"some.weight\" stands in \"{shard}\", which must be the plain name of a .safetensors file", message);
        Assert.DoesNotContain(Hub.Store.Served, s => s.Bytes == 1);
    }

    [Fact]
    public async Task A_shard_that_the_repository_does_not_hold_is_named()
    {
        Hub.Files.Remove(Weights);
        Hub.Files["model.safetensors.index.json"] = Index(("some.weight", "gone.safetensors"));
        Assert.Contains("\"some.weight\" stands in gone.safetensors, which the repository does not hold", await RefusalAsync());
    }

    [Fact]
    public async Task A_listing_of_names_only_is_completed_by_the_files_headers()
    {
        Hub.ListsChecksums = false;
        AssertWhole(await PullAsync(), s_needed);
        Assert.All(Hub.Endpoint.Served.Where(s => s.Request.Method == "HEAD"), s => Assert.Contains("/resolve/", s.Request.Target));
        Assert.Equal(s_needed.Length, Hub.Endpoint.Served.Count(s => s.Request.Method == "HEAD"));
        Assert.DoesNotContain(Hub.Store.Served, s => s.Request.Method == "HEAD");
    }

    [Fact]
    public async Task What_cannot_be_checked_is_not_loaded()
    {
        Hub.ListsChecksums = false;
        Hub.Alter = (request, answer) => request.Method == "HEAD" ? new Answer(200, answer.Body).With("ETag", "\"1a-2b\"") : answer;
        Assert.Contains("/config.json: neither the repository's listing nor the file's headers", await RefusalAsync());
    }

    [Fact]
    public async Task Two_pulls_at_once_load_each_file_once()
    {
        Hub.AlterStored = (_, answer) =>
        {
            SpinWait.SpinUntil(() => Progress.Any(p => p.Step == HubStep.Waiting), TimeSpan.FromSeconds(30));
            return answer;
        };
        var folders = await Task.WhenAll(PullAsync(), PullAsync(), PullAsync());
        Assert.All(folders, f => Assert.Equal(Folder, f));
        AssertWhole(Folder, s_needed);
        Assert.Equal(s_needed.Length, Hub.Fetched.Count());
        Assert.Contains(Progress, p => p.Step == HubStep.Waiting && p.Note!.StartsWith("Another pull is filling ", StringComparison.Ordinal));
    }

    private static byte[] Index(params (string Tensor, string File)[] tensors) => Encoding.UTF8.GetBytes(
        new JsonObject { ["weight_map"] = new JsonObject(tensors.Select(t => KeyValuePair.Create(t.Tensor, (JsonNode?)t.File))) }.ToJsonString());
}
