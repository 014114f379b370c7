namespace AttentionGen.Models.Training;

/// <summary>A place in the data: the next batch to be drawn.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Batch">Batches drawn from the current epoch.</param>
public readonly record struct DataPosition(int Epoch, int Batch);
