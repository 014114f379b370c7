using System.CommandLine;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Cli.Summaries;

/// <summary>The arguments of <c>summarize</c>. Settings that are not given are the folder's.</summary>
internal sealed class SummaryArguments : TextArguments
{
    private static readonly Dictionary<string, EarlyStopping> s_stopping = new()
    {
        ["true"] = EarlyStopping.AtOnce, ["false"] = EarlyStopping.Heuristic, ["never"] = EarlyStopping.Never,
    };

    private readonly Option<int?> _beams = NumberOption.Whole("--beams", "Beams of the beam search; 1 is greedy search.", "number", 1);
    private readonly Option<int?> _maxLength = NumberOption.Whole("--max-length", "Most tokens of a summary, its start token included.", "tokens", 1);
    private readonly Option<int?> _maxNewTokens = NumberOption.Whole("--max-new-tokens", "Most tokens of a summary, without its start token; in place of --max-length.", "tokens", 1);
    private readonly Option<int?> _minLength = NumberOption.Whole("--min-length", "Least tokens of a summary, its start token included.", "tokens", 0);
    private readonly Option<double?> _lengthPenalty = NumberOption.Real("--length-penalty", "Beams: above 0 favours long summaries, below 0 short ones.", "power");
    private readonly Option<int?> _noRepeat = NumberOption.Whole("--no-repeat-ngram", "So many tokens in a row occur only once in a summary; 0 allows all.", "tokens", 0);
    private readonly Option<string?> _earlyStopping = new("--early-stopping") { Description = "Beams: whether to end as soon as there are as many summaries as beams; never looks on as long as a better one is possible.", HelpName = "true|false|never" };
    private readonly Option<bool> _sample = new("--sample") { Description = "Draws each token by its probability, in place of a search." };
    private readonly Option<double?> _temperature = NumberOption.Real("--temperature", "Sampling: below 1 for more probable tokens, above 1 for less.", "number", 0);
    private readonly Option<int?> _topK = NumberOption.Whole("--top-k", "Sampling: only so many of the most probable tokens; 0 takes all.", "tokens", 0);
    private readonly Option<double?> _topP = NumberOption.Real("--top-p", "Sampling: only the most probable tokens that together reach this probability.", "share", 0);
    private readonly Option<int?> _seed = NumberOption.Whole("--seed", "Sampling: the same seed gives the same summaries.", "number", 0);
    private readonly Option<int?> _return = NumberOption.Whole("--return", "Summaries of each text: the best beams, or as many samples.", "number", 1);
    private readonly Option<string[]> _stop = new("--stop") { Description = "A text at which a summary ends, and which is left out; may be repeated." };
    private readonly Option<bool> _noGlobal = new("--no-global") { Description = "Makes no token global. Long texts are summarised much worse then." };
    private readonly Option<bool> _stream = new("--stream") { Description = "Shows the summary of a single text while it is written; not with beams." };

    /// <summary>Whether the summary is shown while it is written.</summary>
    public bool Streams(ParseResult parsed) => parsed.GetValue(_stream);

    /// <summary>Whether results need their text's name.</summary>
    public bool AreMany(ParseResult parsed) => Given(parsed.CommandResult) > 1;

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        _earlyStopping.AcceptOnlyFromAmong([.. s_stopping.Keys]);
        foreach (var option in new Option[]
        {
            _beams, _maxLength, _maxNewTokens, _minLength, _lengthPenalty, _noRepeat, _earlyStopping,
            _sample, _temperature, _topK, _topP, _seed, _return, _stop, _noGlobal, _stream,
        })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_maxLength) is not null && result.GetValue(_maxNewTokens) is not null)
                result.AddError("--max-new-tokens: it stands in place of --max-length. Give one of them.");
            if (result.GetValue(_sample) && result.GetValue(_beams) > 1)
                result.AddError("--sample: it draws tokens in place of a search with --beams. Give one of them.");
            if (result.GetValue(_stream) && Given(result) != 1)
                result.AddError("--stream: give one text, and no JSON lines.");
            if (result.GetValue(_stream) && HasOutput(result))
                result.AddError("--stream: it writes to standard output. Leave --output out.");
        });
    }

    /// <summary>How to summarise with a model.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="summarizer">The model, whose folder's settings hold where nothing is given.</param>
    /// <param name="warn">Is told of what makes summaries worse.</param>
    /// <exception cref="UsageException">An argument contradicts another, or a setting of the folder.</exception>
    public SummaryOptions Options(ParseResult parsed, TextSummarizer summarizer, Action<string> warn)
    {
        var options = new SummaryOptions
        {
            Generation = Settings(parsed, summarizer.Generation),
            Globals = parsed.GetValue(_noGlobal) ? SummaryGlobals.None : SummaryGlobals.Declared,
            CutAt = Cut(parsed),
            TokenBudget = Budget(parsed),
            OnWarning = warn,
        };
        try
        {
            summarizer.CheckSettings(options, Streams(parsed));
            return options;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(Messages.Of(e));
        }
    }

    private GenerationConfig Settings(ParseResult parsed, GenerationConfig folder)
    {
        var (beams, sample, length, added) = (parsed.GetValue(_beams), parsed.GetValue(_sample), parsed.GetValue(_maxLength), parsed.GetValue(_maxNewTokens));
        var settings = folder with
        {
            NumBeams = beams ?? (sample ? 1 : folder.NumBeams),
            DoSample = sample || (folder.DoSample && beams is null or 1),
            MaxLength = length ?? (added is null ? folder.MaxLength : null),
            MaxNewTokens = added ?? (length is null ? folder.MaxNewTokens : null),
            MinLength = parsed.GetValue(_minLength) ?? folder.MinLength,
            LengthPenalty = parsed.GetValue(_lengthPenalty) ?? folder.LengthPenalty,
            NoRepeatNgramSize = parsed.GetValue(_noRepeat) ?? folder.NoRepeatNgramSize,
            EarlyStopping = parsed.GetValue(_earlyStopping) is { } stopping ? s_stopping[stopping] : folder.EarlyStopping,
            Temperature = parsed.GetValue(_temperature) ?? folder.Temperature,
            TopK = parsed.GetValue(_topK) ?? folder.TopK,
            TopP = parsed.GetValue(_topP) ?? folder.TopP,
            Seed = parsed.GetValue(_seed),
            NumReturnSequences = parsed.GetValue(_return) ?? folder.NumReturnSequences,
            StopStrings = parsed.GetValue(_stop) is { Length: > 0 } stops ? stops : folder.StopStrings,
        };
        Idle(settings.DoSample, "it is about sampling. Give --sample too.", _temperature, _topK, _topP, _seed);
        Idle(settings.NumBeams > 1, "it is about beams. Give --beams 2 or more too.", _lengthPenalty, _earlyStopping);
        return settings;

        void Idle(bool used, string why, params Option[] options)
        {
            if (!used && options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } idle)
                throw new UsageException($"{idle.Name}: {why}");
        }
    }
}
