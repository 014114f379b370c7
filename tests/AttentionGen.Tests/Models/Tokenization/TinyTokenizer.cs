using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>
/// A vocabulary small enough to follow by hand: 4 special tokens, 256 bytes, "lo" (260), "low" (261), "Ġlow" (262), the mask (263).
/// </summary>
public abstract class TinyTokenizer : TemporaryFolder
{
    protected const int Lo = 260, Low = 261, SpaceLow = 262, Mask = 263;

    protected TinyTokenizer() => BpeTrainer.Train(["low low low lower"], 300).Save(Folder);

    protected string Folder => PathOf("tiny");

    protected RobertaTokenizer Load() => RobertaTokenizer.FromPretrained(Folder);

    /// <summary>Changes a file; the text must be there.</summary>
    protected void Edit(string file, string old, string replacement)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, replacement));
    }

    protected void Delete(params string[] files)
    {
        foreach (var file in files)
            File.Delete(Path.Combine(Folder, file));
    }
}
