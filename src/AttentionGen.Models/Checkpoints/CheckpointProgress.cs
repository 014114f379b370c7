namespace AttentionGen.Models.Checkpoints;

/// <summary>How far the loading of a checkpoint is.</summary>
/// <param name="BytesDone">Bytes of the file's tensors that are in the module.</param>
/// <param name="BytesTotal">Bytes of all that the module takes from the file.</param>
/// <param name="Tensor">The tensor that was copied last, by its name in the file.</param>
public readonly record struct CheckpointProgress(long BytesDone, long BytesTotal, string Tensor);
