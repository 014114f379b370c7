using System.Buffers;

namespace AttentionGen.Models.Hub;

/// <summary>Downloads models from a Hugging Face hub, or from a server that answers like one.</summary>
public static class ModelHub
{
    private const int LargestListing = 32 << 20;

    /// <summary>
    /// Downloads the files of a repository that a model needs: configuration, tokenizer, and weights as model.safetensors, its shards,
    /// pytorch_model.bin, or its shards, the first that is there. Files that lie in the cache are kept, half ones are continued, and each
    /// is checked by size and checksum before it takes its name. Pulls of the same commit wait for each other, also in other processes.
    /// </summary>
    /// <param name="repository">The repository as org/name.</param>
    /// <param name="revision">Branch, tag or commit.</param>
    /// <param name="options">Endpoint, token, cache; those of the environment when null.</param>
    /// <param name="progress">Hears of each file; called on any thread.</param>
    /// <param name="cancellation">Stops it; the next pull goes on from there.</param>
    /// <returns>The full path of the folder, for <c>FromPretrained</c>: &lt;cache&gt;/&lt;org&gt;--&lt;name&gt;/&lt;commit&gt;.</returns>
    /// <exception cref="ArgumentException">The repository's name or the revision cannot be one.</exception>
    /// <exception cref="HubException">A file cannot be had, or is not what the repository lists.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<string> PullAsync(
        string repository, string revision = "main", HubOptions? options = null, IProgress<HubProgress>? progress = null, CancellationToken cancellation = default)
    {
        var name = RepositoryName.Parse(repository);
        if (revision.Length is 0 or > 255 || revision.Any(c => c is <= ' ' or > '~') || revision.Split('/').Any(part => part is "" or "." or ".."))
            throw new ArgumentException($"\"{Printable.Of(revision)}\" must be a revision: a branch, a tag or a commit.");
        options ??= HubOptions.FromEnvironment();
        using var client = new HubClient(options);
        var retries = new HubRetries(options, progress);
        var listing = await ListAsync().ConfigureAwait(false);
        var files = NeededFiles.Of(name, listing);
        var folder = HubCache.Folder(options.CacheFolder, name, listing.Commit);
        using var hold = await HubCache.LockAsync(
            folder, () => progress?.Report(new(folder, HubStep.Waiting, Note: $"Another pull is filling {folder}; waiting for it.")), cancellation).ConfigureAwait(false);
        foreach (var file in files)
            await FetchAsync(file).ConfigureAwait(false);
        if (NeededFiles.IsIndex(files[^1]))
        {
            foreach (var shard in NeededFiles.Shards(Path.Combine(folder, files[^1]), listing))
                await FetchAsync(shard).ConfigureAwait(false);
        }
        return folder;

        Task<HubListing> ListAsync()
        {
            var address = client.Listing(name, revision);
            return AskAsync(name.ToString(), address, async () =>
            {
                using var response = await client.SendAsync(HttpMethod.Get, address, headers: null, enough: null, cancellation).ConfigureAwait(false);
                return HubListing.Parse(Printable.Of(address), await ReadAsync(address, response).ConfigureAwait(false));
            });
        }

        async Task<byte[]> ReadAsync(Uri address, HttpResponseMessage response)
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var json = new ArrayBufferWriter<byte>();
            while (await client.WithinAsync(address, stop => body.ReadAsync(json.GetMemory(1 << 16), stop), cancellation).ConfigureAwait(false) is > 0 and var read)
            {
                json.Advance(read);
                if (json.WrittenCount > LargestListing)
                    throw new HubException($"{Printable.Of(address)} is no listing of a repository: it has more than {LargestListing} bytes. Is the endpoint ({HubOptions.EndpointVariable}) that of a Hugging Face hub?");
            }
            return json.WrittenSpan.ToArray();
        }

        async Task FetchAsync(string file)
        {
            var address = client.File(name, listing.Commit, file);
            var known = listing.Entries[file] is ({ } size, { } checksum)
                ? new HubFile(file, size, checksum)
                : await AskAsync(file, address, () => HubFileHeaders.ReadAsync(client, address, file, cancellation)).ConfigureAwait(false);
            await new HubDownload(client, address, known, folder, progress).RunAsync(retries, cancellation).ConfigureAwait(false);
        }

        Task<T> AskAsync<T>(string what, Uri address, Func<Task<T>> ask) => retries.RunAsync(
            what, ask, () => 0, () => $"Check the network, or name another endpoint than {Printable.Of(options.Endpoint)} in {HubOptions.EndpointVariable}.", cancellation);
    }
}
