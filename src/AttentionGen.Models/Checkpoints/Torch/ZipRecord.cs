namespace AttentionGen.Models.Checkpoints;

/// <summary>One file in a zip, stored as it is.</summary>
/// <param name="Name">Its name, folders included.</param>
/// <param name="Header">Where its own header begins.</param>
/// <param name="Position">Its first byte in the zip.</param>
/// <param name="Length">Its size in bytes.</param>
internal sealed record ZipRecord(string Name, long Header, long Position, long Length);
