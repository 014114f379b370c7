using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Parity;

/// <summary>Every folder of the goldens under every engine, on patterns that are compiled from its config.json.</summary>
public class FolderParityTests(ITestOutputHelper log) : TemporaryFolder
{
    /// <summary>A conversion's source is another system's folder; a quirk is recorded to be recognised, not matched.</summary>
    public static TheoryData<string, string> Folders
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var folder in Directory.EnumerateFiles(Goldens.Folder, "expected.safetensors", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Goldens.Folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
                .Where(f => !f.EndsWith("/source", StringComparison.Ordinal) && !f.StartsWith("quirk-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal))
            {
                foreach (var engine in ParityEngine.All)
                    rows.Add(folder, engine.Name);
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void EveryTensorAgrees(string folder, string engine)
    {
        var report = FolderParity.Compare(Goldens.Path(folder), ParityEngine.All.Single(e => e.Name == engine));
        log.WriteLine(report.ToString());
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void AllFoldersAreFound() => Assert.Equal(21, Folders.Select(row => row.Data.Item1).Distinct().Count());

    [Fact]
    public void WhatWasComputedIsWritten()
    {
        var report = FolderParity.Compare(Goldens.Path("longformer-qa"), write: PathOf("out.safetensors"));
        using var written = SafetensorsFile.Open(PathOf("out.safetensors"));
        Assert.Subset(written.Names.ToHashSet(), report.Lines.Select(l => l.Name).ToHashSet());
        Assert.Equal([2, 41], written.Shape("start_logits"));
    }

    /// <summary>The quirk's numbers are not the right ones: the folder of the same shape is refused by them.</summary>
    [Fact]
    public void AQuirkIsRecognised()
    {
        var report = FolderParity.Compare(Goldens.Path("quirk-no-overlap-allenai"));
        Assert.False(report.Passed);
        Assert.All(report.Lines, l => Assert.Null(l.Problem));
    }

    [Fact]
    public void AWrongWeightAndAnUnknownTensorFail()
    {
        Copy("longformer-seqcls");
        using var scope = NewDisposeScope();
        var expected = Tensors("expected.safetensors");
        expected["nobody.makes.this"] = zeros(3);
        expected["logits"] += 1e-3;
        SafetensorsFile.Write(PathOf("expected.safetensors"), expected);
        var report = FolderParity.Compare(Path.GetDirectoryName(PathOf("config.json"))!);
        Assert.Equal(["logits", "nobody.makes.this"], report.Lines.Where(l => !l.Passed).Select(l => l.Name).Order(StringComparer.Ordinal));
        Assert.Contains("was not produced", report.ToString());
    }

    /// <summary>Ten runs of two versions; what is written is held against both the ids and the scores.</summary>
    [Fact]
    public void WhatWasWrittenIsCompared()
    {
        Copy("led-generate");
        var folder = Path.GetDirectoryName(PathOf("config.json"))!;
        var lines = FolderParity.Compare(folder).Lines.Where(l => l.Name.StartsWith("generation.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(20, lines.Count(l => l.Name.EndsWith(".sequences", StringComparison.Ordinal) && l.Measure == "exact"));
        Assert.Equal(lines.Length - 20, lines.Count(l => l.Name.EndsWith(".sequences_scores", StringComparison.Ordinal)));
        var text = File.ReadAllText(PathOf("generation.json"));
        File.WriteAllText(PathOf("generation.json"), text.Replace("-0.8852717280387878", "-0.8862717280387878"));
        var failed = FolderParity.Compare(folder).Lines.Where(l => !l.Passed).Select(l => l.Name).ToArray();
        Assert.NotEmpty(failed);
        Assert.All(failed, name => Assert.EndsWith(".sequences_scores", name));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"runs": [{"name": "a", "hf_4.41": {"sequences": [[2]]}}]}""")]
    [InlineData("""{"runs": [{"name": "a", "generate_kwargs": {}, "hf_4.41": {}}]}""")]
    [InlineData("""{"runs": [{"name": "a", "generate_kwargs": {}, "hf_4.41": {"sequences": []}}]}""")]
    [InlineData("""{"runs": [{"name": "a", "generate_kwargs": {}, "hf_4.41": {"sequences": [[2, 3], null]}}]}""")]
    [InlineData("""{"runs": [{"name": "a", "generate_kwargs": {}, "hf_4.41": {"sequences": [[2, 3], [2]]}}]}""")]
    public void AWrongListOfWhatWasWrittenIsRefused(string json)
    {
        Copy("led-generate");
        File.WriteAllText(PathOf("generation.json"), json);
        var error = Assert.Throws<CheckpointException>(() => FolderParity.Compare(Path.GetDirectoryName(PathOf("config.json"))!));
        Assert.Contains(PathOf("generation.json"), error.Message);
    }

    [Fact]
    public void AModelThatCannotBeRunIsRefused()
    {
        var error = Assert.Throws<CheckpointException>(() => FolderParity.Compare(Goldens.Path("convert-bart", "source")));
        Assert.Contains("BartForConditionalGeneration", error.Message);
        Assert.Contains(nameof(LongformerForMultipleChoice), error.Message);
        Assert.Contains("LEDForConditionalGeneration", error.Message);
        File.WriteAllText(PathOf("config.json"), "[1]");
        File.Copy(Goldens.Path("led-model", "expected.safetensors"), PathOf("expected.safetensors"));
        Assert.Contains("must hold a JSON object", Assert.Throws<CheckpointException>(() => FolderParity.Compare(Path.GetDirectoryName(PathOf("config.json"))!)).Message);
        File.WriteAllText(PathOf("config.json"), "{");
        Assert.Contains("not valid JSON", Assert.Throws<CheckpointException>(() => FolderParity.Compare(Path.GetDirectoryName(PathOf("config.json"))!)).Message);
    }

    private void Copy(string golden)
    {
        foreach (var file in Directory.EnumerateFiles(Goldens.Path(golden)))
            File.Copy(file, PathOf(Path.GetFileName(file)));
    }

    private Dictionary<string, Tensor> Tensors(string file)
    {
        using var read = SafetensorsFile.Open(PathOf(file));
        return read.Names.ToDictionary(name => name, name => read.Load(name));
    }
}
