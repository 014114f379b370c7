namespace AttentionGen.Models.Hub;

/// <summary>Size and checksum as the file's own address gives them, for hubs whose listings name files only.</summary>
internal static class HubFileHeaders
{
    /// <summary>Asks for the headers: those of the linked large file where there is one, else those of the file itself.</summary>
    /// <exception cref="HubException">They hold no size or no checksum.</exception>
    public static async Task<HubFile> ReadAsync(HubClient client, Uri address, string file, CancellationToken cancellation)
    {
        using var response = await client.SendAsync(HttpMethod.Head, address, headers: null, enough: r => Linked(r, "X-Linked-Etag") is not null, cancellation).ConfigureAwait(false);
        var linked = Linked(response, "X-Linked-Etag");
        var size = linked is not null && long.TryParse(Linked(response, "X-Linked-Size"), out var given) ? given : linked is null ? response.Content.Headers.ContentLength : null;
        return HubChecksum.From(linked ?? response.Headers.ETag?.Tag) is { } checksum && size is >= 0
            ? new(file, size.Value, checksum)
            : throw new HubException(
                $"{Printable.Of(address)}: neither the repository's listing nor the file's headers (ETag, X-Linked-Etag, X-Linked-Size) give its size and its SHA-256 or git hash, so it cannot be checked. Name another endpoint in {HubOptions.EndpointVariable}.");
    }

    private static string? Linked(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
