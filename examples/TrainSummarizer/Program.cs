using System.CommandLine;
using AttentionGen;
using TrainClassifier;
using TrainSummarizer;

NativeAllocator.KeepFreedMemory();

var papers = new Option<string>("--papers") { Description = "papers.400.jsonl.gz of ScisummNet.", Required = true };
var meetings = new Option<string>("--meetings") { Description = "Folder of QMSum's train.jsonl.gz, val.jsonl.gz and test.jsonl.gz.", Required = true };
var run = new Option<string>("--run") { Description = "Folder for what the stages make.", DefaultValueFactory = _ => "runs/summarizer" };
var vocabulary = new Option<int>("--vocabulary") { Description = "Tokens of the vocabulary.", DefaultValueFactory = _ => Recipe.VocabularySize };
var pretraining = new Option<long>("--steps") { Description = "Updates of the weights.", DefaultValueFactory = _ => Recipe.PretrainingSteps };
var pretrainingRate = new Option<double>("--rate") { Description = "Highest learning rate.", DefaultValueFactory = _ => Recipe.PretrainingRate };
var usual = new Option<bool>("--usual-start") { Description = "Begins with random weights alone, to compare." };
var fineTuning = new Option<long>("--steps") { Description = "Updates of the weights.", DefaultValueFactory = _ => Recipe.FineTuningSteps };
var fineTuningRate = new Option<double>("--rate") { Description = "Highest learning rate.", DefaultValueFactory = _ => Recipe.FineTuningRate };
var length = new Option<int>("--max-length") { Description = "Tokens at which documents are cut.", DefaultValueFactory = _ => Recipe.SourceLength };
var saves = new Option<int>("--checkpoint-every") { Description = "Updates between checkpoints.", DefaultValueFactory = _ => 100 };
var model = new Option<string?>("--model") { Description = "The model's folder; <run>/summarizer by default." };
var beams = new Option<int?>("--beams") { Description = "Beams of the search; the folder's by default." };
var least = new Option<int?>("--min-length") { Description = "Least tokens of a summary; the folder's by default." };
var penalty = new Option<double?>("--length-penalty") { Description = "Above 1 favours longer summaries among the beams' ends; the folder's by default." };
var validation = new Option<bool>("--validation") { Description = "On the documents by which choices are made, instead of the test's." };
var every = new Option<int>("--every") { Description = "Only every so-manieth paper and meeting, for a quick look.", DefaultValueFactory = _ => 1 };
var show = new Option<int>("--show") { Description = "Summaries of each kind to show.", DefaultValueFactory = _ => 1 };
length.Validators.Add(option =>
{
    if (option.GetValueOrDefault<int>() is var tokens && (tokens < 3 || tokens > Recipe.MaxLength))
        option.AddError($"--max-length must be 3 to {Recipe.MaxLength}: the special tokens take two, and the model has no more positions.");
});

return new RootCommand("Trains the small model that examples/Summarize runs. After Ctrl+C or a kill the same command goes on from the last checkpoint.")
{
    Stage.Command("vocabulary", "First: learns the tokenizer.", [papers, meetings, run, vocabulary], parse =>
        Vocabulary.Run(Data(parse), Run(parse), parse.GetValue(vocabulary))),
    Stage.Command("pretrain", "Second: to write passages out of texts with holes.", [papers, meetings, run, pretraining, pretrainingRate, saves, usual], parse =>
    {
        var options = Recipe.Pretraining(Run(parse).Pretraining, parse.GetValue(pretraining), parse.GetValue(pretrainingRate));
        Pretraining.Run(Data(parse), Run(parse), options with { CheckpointEvery = parse.GetValue(saves) }, copyHeads: !parse.GetValue(usual));
    }),
    Stage.Command("finetune", "Third: to write summaries; the model is <run>/summarizer.", [papers, meetings, run, fineTuning, fineTuningRate, length, saves], parse =>
    {
        var options = Recipe.FineTuning(Path.Combine(Run(parse).Path, "finetuning"), parse.GetValue(fineTuning), parse.GetValue(fineTuningRate));
        FineTuning.Run(Data(parse), Run(parse), options with { CheckpointEvery = parse.GetValue(saves) }, parse.GetValue(length));
    }),
    Stage.Command("evaluate", "Last: ROUGE of a model's summaries beside the documents' first words.", [papers, meetings, run, model, length, beams, least, penalty, validation, every, show], parse =>
    {
        using var evaluation = new Evaluation(parse.GetValue(model) ?? FineTuning.Folder(Run(parse)), parse.GetValue(length), Console.Out, config => config with
        {
            NumBeams = parse.GetValue(beams) ?? config.NumBeams,
            MinLength = parse.GetValue(least) ?? config.MinLength,
            LengthPenalty = parse.GetValue(penalty) ?? config.LengthPenalty,
        });
        var (data, step) = (Data(parse), parse.GetValue(every));
        var test = !parse.GetValue(validation);
        evaluation.Run(
            [.. (test ? data.TestPapers : data.ValidationPapers).Where((_, i) => i % step == 0)],
            [.. (test ? data.TestMeetings : data.ValidationMeetings).Where((_, i) => i % step == 0)],
            parse.GetValue(show));
    }),
}.Parse(args).Invoke();

SummaryData Data(ParseResult parse) => new(parse.GetValue(papers)!, parse.GetValue(meetings)!);

RunFolder Run(ParseResult parse) => new(parse.GetValue(run)!);
