using System.Net;
using System.Net.Http.Headers;

namespace AttentionGen.Models.Hub;

/// <summary>One file's way into the folder: bytes go to <c>name.partial</c>, are checked, and then take the file's name.</summary>
internal sealed class HubDownload(HubClient client, HubRetries retries, IProgress<HubProgress>? progress)
{
    private const string Ending = ".partial";
    private const int BufferSize = 1 << 17;

    /// <summary>Loads what is missing of a file.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="folder">Where it goes; locked by the caller.</param>
    /// <param name="cancellation">Stops it; what has come stays, and the next run goes on from there.</param>
    /// <exception cref="HubException">It cannot be had, or is not what it must be.</exception>
    public async Task FetchAsync(Uri address, HubFile file, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.Name);
        var partial = path + Ending;
        if (await file.Checksum.MatchesAsync(path, file.Size, cancellation).ConfigureAwait(false))
        {
            progress?.Report(new(file.Name, HubStep.Present, file.Size, file.Size));
            return;
        }
        EntityTagHeaderValue? tag = null;
        var restarted = false;
        await retries.RunAsync(file.Name, AttemptAsync, Here, () => FormattableString.Invariant(
            $"{Here():#,0} of {file.Size:#,0} bytes are here; the same command goes on from there."), cancellation).ConfigureAwait(false);
        progress?.Report(new(file.Name, HubStep.Loaded, file.Size, file.Size));

        long Here() => new FileInfo(partial) is { Exists: true } info ? info.Length : 0;

        async Task<bool> AttemptAsync()
        {
            var resumed = Here() > 0;
            tag = await FillAsync(address, file, partial, tag, cancellation).ConfigureAwait(false);
            if (!await file.Checksum.MatchesAsync(partial, file.Size, cancellation).ConfigureAwait(false))
            {
                File.Delete(partial);
                // Pieces of two contents, or of a disk that lost power: once from the start.
                if (resumed && !restarted)
                {
                    restarted = true;
                    throw new HubInterruption($"{Printable.Of(address)}: what was here before does not fit to the rest, so it starts anew.");
                }
                throw new HubException(
                    $"{Printable.Of(address)}: the {file.Size} bytes that came do not have the checksum {file.Checksum.Hex} that the repository lists. They are removed; try again, or another endpoint.");
            }
            File.Move(partial, path, overwrite: true);
            return true;
        }
    }

    /// <summary>Appends what is missing.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="partial">Where it goes.</param>
    /// <param name="tag">The entity tag that the bytes so far came with: those of another one must not follow them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The entity tag of this time.</returns>
    private async Task<EntityTagHeaderValue?> FillAsync(Uri address, HubFile file, string partial, EntityTagHeaderValue? tag, CancellationToken cancellation)
    {
        await using var target = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1, useAsync: true);
        if (target.Length > file.Size)
            target.SetLength(0);
        var here = target.Length;
        if (here == file.Size)
            return tag;
        progress?.Report(new(file.Name, HubStep.Loading, here, file.Size));
        using var response = await client.SendAsync(HttpMethod.Get, address, headers =>
        {
            if (here == 0)
                return;
            headers.Range = new(here, null);
            if (tag is { IsWeak: false })
                headers.IfRange = new(tag);
        }, enough: null, cancellation).ConfigureAwait(false);
        here = Begin(address, file, response, target);
        tag = response.Headers.ETag;

        await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        target.Position = here;
        var buffer = new byte[BufferSize];
        while (await client.WithinAsync(address, stop => body.ReadAsync(buffer, stop), cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (here + read > file.Size)
                throw Lie(address, target, $"sends more than the {file.Size} bytes that the repository lists");
            await target.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            here += read;
            progress?.Report(new(file.Name, HubStep.Loading, here, file.Size));
        }
        if (here < file.Size)
            throw new HubInterruption($"{Printable.Of(address)}: the server ended after {here} of {file.Size} bytes.");
        target.Flush(flushToDisk: true);
        return tag;
    }

    /// <summary>Where the body goes on: behind what is here, or at the start when the server sends the whole file.</summary>
    private static long Begin(Uri address, HubFile file, HttpResponseMessage response, FileStream target)
    {
        var here = target.Length;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            target.SetLength(0);
            throw new HubInterruption($"{Printable.Of(address)}: the server has no bytes from {here} on, so it starts anew.");
        }
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            var range = response.Content.Headers.ContentRange;
            if (range?.From != here || (range.Length ?? file.Size) != file.Size)
                throw Lie(address, target, $"was asked for bytes from {here} on of {file.Size}, and sends the range \"{Printable.Of(range?.ToString() ?? "")}\"");
        }
        else
        {
            target.SetLength(0);
            here = 0;
        }
        if (response.Content.Headers.ContentLength is { } announced && announced != file.Size - here)
            throw Lie(address, target, $"announces {announced} bytes where {file.Size - here} of the {file.Size} that the repository lists are missing");
        return here;
    }

    /// <summary>Of a server that contradicts itself nothing is kept.</summary>
    private static HubException Lie(Uri address, FileStream target, string what)
    {
        target.SetLength(0);
        return new($"{Printable.Of(address)}: the server {what}. Nothing of the file is kept; try again, or another endpoint.");
    }
}
