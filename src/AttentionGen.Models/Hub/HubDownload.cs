using System.Net;
using System.Net.Http.Headers;

namespace AttentionGen.Models.Hub;

/// <summary>One file's way into the folder: bytes go to <c>name.partial</c>, are checked, and then take the file's name.</summary>
/// <param name="client">Sends requests.</param>
/// <param name="address">Where the file is.</param>
/// <param name="file">What it must be.</param>
/// <param name="folder">Where it goes; locked by the caller.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class HubDownload(HubClient client, Uri address, HubFile file, string folder, IProgress<HubProgress>? progress)
{
    private const int BufferSize = 1 << 17;
    private readonly string _path = Path.Combine(folder, file.Name);
    private readonly string _partial = Path.Combine(folder, file.Name + ".partial");

    /// <summary>The entity tag that the bytes so far came with; null for those of an earlier run, which the checksum must vouch for.</summary>
    private EntityTagHeaderValue? _tag;
    private bool _restarted;

    /// <summary>Bytes that are here and not yet checked.</summary>
    private long Here => new FileInfo(_partial) is { Exists: true } info ? info.Length : 0;

    /// <summary>Loads what is missing of the file.</summary>
    /// <param name="retries">Tries again.</param>
    /// <param name="cancellation">Stops it; what has come stays, and the next run goes on from there.</param>
    /// <exception cref="HubException">It cannot be had, or is not what it must be.</exception>
    public async Task RunAsync(HubRetries retries, CancellationToken cancellation)
    {
        if (await file.Checksum.MatchesAsync(_path, file.Size, cancellation).ConfigureAwait(false))
        {
            progress?.Report(new(file.Name, HubStep.Present, file.Size, file.Size));
            return;
        }
        await retries.RunAsync(file.Name, () => AttemptAsync(cancellation), () => Here, () => FormattableString.Invariant(
            $"{Here:#,0} of {file.Size:#,0} bytes are here; the same command goes on from there."), cancellation).ConfigureAwait(false);
        progress?.Report(new(file.Name, HubStep.Loaded, file.Size, file.Size));
    }

    private async Task<bool> AttemptAsync(CancellationToken cancellation)
    {
        var resumed = Here > 0;
        await FillAsync(cancellation).ConfigureAwait(false);
        if (await file.Checksum.MatchesAsync(_partial, file.Size, cancellation).ConfigureAwait(false))
        {
            File.Move(_partial, _path, overwrite: true);
            return true;
        }
        File.Delete(_partial);
        // Pieces of two contents, or of a disk that lost power: once from the start.
        if (resumed && !_restarted)
        {
            _restarted = true;
            throw new HubInterruption($"{Printable.Of(address)}: what was here before does not fit to the rest, so it starts anew.");
        }
        throw new HubException(
            $"{Printable.Of(address)}: the {file.Size} bytes that came do not have the checksum {file.Checksum.Hex} that the repository lists. They are removed; try again, or another endpoint.");
    }

    /// <summary>Appends what is missing.</summary>
    private async Task FillAsync(CancellationToken cancellation)
    {
        await using var target = new FileStream(_partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1, useAsync: true);
        if (target.Length > file.Size)
            target.SetLength(0);
        var here = target.Length;
        if (here == file.Size)
            return;
        progress?.Report(new(file.Name, HubStep.Loading, here, file.Size));
        using var response = await client.SendAsync(HttpMethod.Get, address, headers =>
        {
            if (here == 0)
                return;
            headers.Range = new(here, null);
            if (_tag is { IsWeak: false })
                headers.IfRange = new(_tag);
        }, enough: null, cancellation).ConfigureAwait(false);
        here = Begin(response, target);
        _tag = response.Headers.ETag;

        await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        target.Position = here;
        var buffer = new byte[BufferSize];
        while (await client.WithinAsync(address, stop => body.ReadAsync(buffer, stop), cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (here + read > file.Size)
                throw Lie(target, $"sends more than the {file.Size} bytes that the repository lists");
            await target.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            here += read;
            progress?.Report(new(file.Name, HubStep.Loading, here, file.Size));
        }
        if (here < file.Size)
            throw new HubInterruption($"{Printable.Of(address)}: the server ended after {here} of {file.Size} bytes.");
        target.Flush(flushToDisk: true);
    }

    /// <summary>Where the body goes on: behind what is here, or at the start when the server sends the whole file.</summary>
    private long Begin(HttpResponseMessage response, FileStream target)
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
                throw Lie(target, $"was asked for bytes from {here} on of {file.Size}, and sends the range \"{Printable.Of(range?.ToString() ?? "")}\"");
        }
        else
        {
            target.SetLength(0);
            here = 0;
        }
        if (response.Content.Headers.ContentLength is { } announced && announced != file.Size - here)
            throw Lie(target, $"announces {announced} bytes where {file.Size - here} of the {file.Size} that the repository lists are missing");
        return here;
    }

    /// <summary>Of a server that contradicts itself nothing is kept.</summary>
    private HubException Lie(FileStream target, string what)
    {
        target.SetLength(0);
        return new($"{Printable.Of(address)}: the server {what}. Nothing of the file is kept; try again, or another endpoint.");
    }
}
