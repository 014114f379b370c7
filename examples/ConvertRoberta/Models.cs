using AttentionGen.Models.Conversion;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using Quickstart;
using TrainClassifier;
using static TorchSharp.torch;

namespace ConvertRoberta;

/// <summary>The models that the table compares, made of the pretrained RoBERTa.</summary>
/// <param name="run">Where it is, and where what is made of it goes.</param>
internal sealed class Models(RunFolder run)
{
    /// <summary>The source itself: full attention over 512 tokens.</summary>
    public LongformerForMaskedLM Source()
    {
        // The same weights and positions under Longformer's names.
        var folder = Convert("source", Recipe.ShortLength, 2 * Recipe.ShortLength);
        return LongformerForMaskedLM.FromPretrained(folder, new FullAttention(LongformerConfig.FromFile(Path.Combine(folder, "config.json")).CompilePattern()));
    }

    /// <summary>The long model, its positions copied from the source's.</summary>
    public LongformerForMaskedLM Copied() => LongformerForMaskedLM.FromPretrained(Convert("converted", Recipe.LongLength, Recipe.Window));

    /// <summary>The long model with positions as a fresh model has them.</summary>
    public LongformerForMaskedLM Random()
    {
        var model = Copied();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var generator = manual_seed(Recipe.Seed);
        nn.init.normal_(model.Longformer.get_parameter("embeddings.position_embeddings.weight")![(model.Config.PadTokenId + 1).., ..], 0, model.Config.InitializerRange);
        return model;
    }

    private string Convert(string name, int length, int window)
    {
        if (!Directory.Exists(run.Pretrained))
            throw new TrainingException($"{run.Pretrained} is missing: run the command 'pretrain' to its end first, with the same --run.");
        var folder = Path.Combine(run.Path, name);
        RunFolder.Replace(folder, aside => RobertaToLongformer.Convert(run.Pretrained, aside, length, window));
        return folder;
    }
}
