using System.CommandLine;
using AttentionGen;
using ConvertRoberta;
using TrainClassifier;

NativeAllocator.KeepFreedMemory();

var data = new Option<string>("--data") { Description = $"Folder that holds {string.Join(", ", DocumentReader.Kinds)}.", Required = true };
var run = new Option<string>("--run") { Description = "Folder for what the stages make.", DefaultValueFactory = _ => "runs/convert" };
var steps = new Option<long>("--steps") { Description = "Updates of the weights.", DefaultValueFactory = _ => Recipe.PretrainingSteps };
var further = new Option<long>("--steps") { Description = "Updates of the weights in each row that is trained further.", DefaultValueFactory = _ => Recipe.FurtherSteps };

return new RootCommand("Pretrains a small RoBERTa and converts it. After Ctrl+C or a kill the same command goes on from the last checkpoint.")
{
    Stage.Command("vocabulary", "First: learns the tokenizer.", [data, run], parse => Vocabulary.Run(Data(parse), Run(parse))),
    Stage.Command("pretrain", "Second: a masked language model of 512 positions, saved as a RoBERTa in <run>/pretrained.", [data, run, steps], parse =>
        Pretraining.Run(Data(parse), Run(parse), parse.GetValue(steps))),
    Stage.Command("rates", "Learning rates of the rows that are trained further, compared on validation documents.", [data, run, further], parse =>
        Comparison.Rates(Data(parse), Run(parse), parse.GetValue(further))),
    Stage.Command("table", "Third: converts it, and compares masked-language-model losses on long documents.", [data, run, further], parse =>
        Comparison.Test(Data(parse), Run(parse), parse.GetValue(further))),
}.Parse(args).Invoke();

LongDocuments Data(ParseResult parse) => new(parse.GetValue(data)!);

RunFolder Run(ParseResult parse) => new(parse.GetValue(run)!);
