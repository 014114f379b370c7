using AttentionGen.Models.Training;

namespace ConvertRoberta;

/// <summary>
/// Speeches, papers and meetings from the folder of data, in three parts: to learn from, to watch training by, and for the table,
/// which nothing is chosen by.
/// </summary>
internal sealed class LongDocuments
{
    /// <summary>Documents of each kind that are held out, and the characters that such a document has at least.</summary>
    private const int TestDocuments = 20, ValidationDocuments = 10, LongCharacters = 30_000;

    /// <param name="folder">The folder that holds sotu, scisummnet and qmsum.</param>
    public LongDocuments(string folder)
    {
        List<string> training = [], validation = [], test = [];
        foreach (var kind in DocumentReader.Kinds)
        {
            var texts = DocumentReader.Read(folder, kind);
            new SeededRandom(Recipe.Seed).Shuffle<string>(texts);
            var isLong = texts.ToLookup(text => text.Length >= LongCharacters);
            string[] held = [.. isLong[true].Take(TestDocuments + ValidationDocuments)];
            if (held.Length < TestDocuments + ValidationDocuments)
                throw new TrainingException($"{kind} in {folder} has {held.Length} documents of {LongCharacters:N0} characters, but {TestDocuments + ValidationDocuments} are held out of training. Fetch the whole file.");
            test.AddRange(held[..TestDocuments]);
            validation.AddRange(held[TestDocuments..]);
            training.AddRange(isLong[true].Skip(held.Length).Concat(isLong[false]));
        }
        (Training, Validation, Test) = (training, validation, test);
    }

    /// <summary>To learn from.</summary>
    public IReadOnlyList<string> Training { get; }

    /// <summary>To watch training by.</summary>
    public IReadOnlyList<string> Validation { get; }

    /// <summary>For the table.</summary>
    public IReadOnlyList<string> Test { get; }
}
