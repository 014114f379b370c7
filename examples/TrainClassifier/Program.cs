using System.CommandLine;
using AttentionGen;
using TrainClassifier;

NativeAllocator.KeepFreedMemory();

var data = new Option<string>("--data") { Description = "Folder of train.jsonl.gz, unlabelled.jsonl.gz and test.sample.jsonl.gz.", Required = true };
var run = new Option<string>("--run") { Description = "Folder for what the stages make.", DefaultValueFactory = _ => "runs/imdb" };
var steps = new Option<long>("--steps") { Description = "Updates of the weights.", DefaultValueFactory = _ => Recipe.PretrainingSteps };
var length = new Option<int>("--max-length") { Description = "Tokens at which reviews are cut.", DefaultValueFactory = _ => Recipe.MaxLength };
var saves = new Option<int>("--checkpoint-every") { Description = "Updates between checkpoints.", DefaultValueFactory = _ => 250 };
var model = new Option<string>("--model") { Description = "The model's folder; the shipped one by default.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "model") };
var validation = new Option<bool>("--validation") { Description = "On the validation split, by which choices are made, instead of the test sample." };
length.Validators.Add(option =>
{
    if (option.GetValueOrDefault<int>() is var tokens && (tokens < 3 || tokens > Recipe.MaxLength))
        option.AddError($"--max-length must be 3 to {Recipe.MaxLength}: the special tokens take two, and the model has no more positions.");
});

return new RootCommand("Trains the sentiment model that the Quickstart runs. After Ctrl+C or a kill the same command goes on from the last checkpoint.")
{
    Stage.Command("vocabulary", "First: learns the tokenizer.", [data, run], parse => Vocabulary.Run(Data(parse), Run(parse))),
    Stage.Command("pretrain", "Second: a masked language model of all training reviews.", [data, run, steps, saves], parse =>
        Pretraining.Run(Data(parse), Run(parse), parse.GetValue(steps), parse.GetValue(saves))),
    Stage.Command("finetune", "Third: the classifier, in <run>/classifier-<max-length>-model.", [data, run, length, saves], parse =>
        FineTuning.Run(Data(parse), Run(parse), parse.GetValue(length), parse.GetValue(saves))),
    Stage.Command("evaluate", "Last: a model's accuracy beside naive Bayes, on whole reviews and cut ones.", [data, model, validation], parse =>
        Evaluation.Run(Data(parse), parse.GetValue(model)!, test: !parse.GetValue(validation))),
}.Parse(args).Invoke();

ReviewData Data(ParseResult parse) => new(parse.GetValue(data)!);

RunFolder Run(ParseResult parse) => new(parse.GetValue(run)!);
