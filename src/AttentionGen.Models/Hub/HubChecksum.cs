using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AttentionGen.Models.Hub;

/// <summary>What a file's bytes must hash to: SHA-256 for large files, git's own hash (SHA-1 of a header and the bytes) for the others.</summary>
/// <param name="Hex">The hash in lower-case hexadecimal: 64 digits are SHA-256, 40 are git's.</param>
internal sealed record HubChecksum(string Hex)
{
    /// <summary>A checksum from a listing or an entity tag (quoted, perhaps weak); null when it is neither kind.</summary>
    public static HubChecksum? From(string? text)
    {
        var hex = (text ?? "").Trim();
        hex = (hex.StartsWith("W/", StringComparison.Ordinal) ? hex[2..] : hex).Trim('"').ToLowerInvariant();
        return hex.Length is 40 or 64 && hex.All(char.IsAsciiHexDigit) ? new(hex) : null;
    }

    /// <summary>Whether a file has the size and these bytes; false where there is none.</summary>
    public async Task<bool> MatchesAsync(string path, long size, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return false;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        if (file.Length != size)
            return false;
        using var hash = IncrementalHash.CreateHash(Hex.Length == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (Hex.Length == 40)
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            while (await file.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
                hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
    }
}
