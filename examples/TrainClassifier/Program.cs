using System.CommandLine;
using AttentionGen;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;
using TrainClassifier;

var data = new Option<string>("--data") { Description = "Folder of train.jsonl.gz, unlabelled.jsonl.gz and test.sample.jsonl.gz.", Required = true };
var run = new Option<string>("--run") { Description = "Folder for what the stages make.", DefaultValueFactory = _ => "runs/imdb" };
var steps = new Option<long>("--steps") { Description = "Updates of the weights.", DefaultValueFactory = _ => Recipe.PretrainingSteps };
var epochs = new Option<int>("--epochs") { Description = "Times that each review is read.", DefaultValueFactory = _ => Recipe.Epochs };
var length = new Option<int>("--max-length") { Description = "Tokens at which reviews are cut.", DefaultValueFactory = _ => Recipe.MaxLength };
var name = new Option<string>("--name") { Description = "Name of this fine-tuning's folder in the run.", DefaultValueFactory = _ => "classifier" };

var root = new RootCommand("Trains the sentiment model that the Quickstart runs. Ctrl+C, or a kill, loses nothing but the steps since the last checkpoint: the same command goes on.");
root.Add(Stage("vocabulary", "First: learns the tokenizer.", [data, run], (parse, _) =>
{
    Vocabulary.Run(new ReviewData(parse.GetValue(data)!), new RunFolder(parse.GetValue(run)!));
    return true;
}));
root.Add(Stage("pretrain", "Second: masked language model on all training reviews.", [data, run, steps], (parse, cancellation) =>
    Pretraining.Run(new ReviewData(parse.GetValue(data)!), new RunFolder(parse.GetValue(run)!), parse.GetValue(steps), cancellation)));
root.Add(Stage("finetune", "Third: the classifier.", [data, run, epochs, length, name], (parse, cancellation) =>
    FineTuning.Run(new ReviewData(parse.GetValue(data)!), new RunFolder(parse.GetValue(run)!), parse.GetValue(name)!, parse.GetValue(epochs), parse.GetValue(length), cancellation)));
return root.Parse(args).Invoke();

static Command Stage(string name, string description, Option[] options, Func<ParseResult, CancellationToken, bool> action)
{
    var command = new Command(name, description);
    foreach (var option in options)
        command.Add(option);
    command.SetAction(async (parse, cancellation) =>
    {
        try
        {
            await Task.Yield();
            NativeAllocator.KeepFreedMemory();
            NativeBackend.EnsureLoaded();
            return action(parse, cancellation) ? 0 : 130;
        }
        catch (Exception error) when (error is TrainingException or CheckpointException or NativeBackendException or IOException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    });
    return command;
}
