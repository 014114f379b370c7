namespace AttentionGen.Models.Hub;

/// <summary>A file of a repository.</summary>
/// <param name="Name">Its path there.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Checksum">What its bytes hash to.</param>
internal sealed record HubFile(string Name, long Size, HubChecksum Checksum);
