namespace AttentionGen.Models.Hub;

/// <summary>What happens to a file.</summary>
public enum HubStep
{
    /// <summary>It lay in the folder already, whole.</summary>
    Present,

    /// <summary>Its bytes are coming.</summary>
    Loading,

    /// <summary>It is complete, checked and in its place.</summary>
    Loaded,

    /// <summary>Something holds it up; the note says what.</summary>
    Waiting,
}

/// <summary>How far a download is.</summary>
/// <param name="File">The file's name, or what else is being asked for.</param>
/// <param name="Step">What happens to it.</param>
/// <param name="Bytes">Bytes of it that are here, those of earlier runs included.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Note">What holds it up, as a sentence; null for the other steps.</param>
public sealed record HubProgress(string File, HubStep Step, long Bytes = 0, long Size = 0, string? Note = null);
