namespace AttentionGen.Models.Training;

/// <summary>Keeps the random numbers of different uses of one seed apart. The values stand behind saved runs: never change one.</summary>
internal static class Purpose
{
    public const long Batches = 1;
    public const long Transform = 2;
    public const long Torch = 3;
    public const long Validation = 4;
}
