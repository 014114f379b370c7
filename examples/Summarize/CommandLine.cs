using System.CommandLine;
using AttentionGen;
using Quickstart;

namespace Summarize;

/// <summary>What a user can ask for.</summary>
internal static class CommandLine
{
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "summarizer");

    /// <summary>The model that ships with the program.</summary>
    public static string ShippedModel => Path.Combine(Shipped, "model");

    /// <summary>The document that ships with the program.</summary>
    public static string ShippedDocument => Path.Combine(Shipped, "documents", "attention-patterns.txt");

    /// <summary>Does what the arguments ask for.</summary>
    public static ExitCode Run(string[] args)
    {
        var files = new Argument<string[]>("files") { Description = "UTF-8 text files; without any, a long text that ships with the program.", Arity = ArgumentArity.ZeroOrMore };
        var model = new Option<string>("--model") { Description = "The folder of another LED, such as one that attentiongen pull has fetched.", DefaultValueFactory = _ => ShippedModel };
        var cut = new Option<bool>("--cut") { Description = "Reads the beginning of texts that are too long, instead of refusing them." };
        var root = new RootCommand("An LED reads long texts and writes what they say in short.") { files, model, cut };
        root.SetAction(parsed => (int)Guard.Run(() =>
        {
            NativeBackend.EnsureLoaded();
            using var interrupt = new Interrupt();
            SummaryRun.Run(parsed.GetValue(model)!, parsed.GetValue(files) is { Length: > 0 } named ? named : [ShippedDocument], parsed.GetValue(cut), Console.Out, interrupt.Token);
        }));
        var result = root.Parse(args);
        var status = result.Invoke();
        return result.Errors.Count > 0 ? ExitCode.Usage : (ExitCode)status;
    }
}
