using System.Text;
using AttentionGen;
using AttentionGen.Patterns;
using AttentionGen.Reference;
using Quickstart;

// Float32 sums in another order differ by about 1e-6 of the largest number.
const double Tolerance = 1e-4;

Console.OutputEncoding = Encoding.UTF8; // the pictures' shades

var pattern = new LongDocumentPattern();
var maxBytes = pattern.Card.MaxLength!.Value - ByteTokens.Added;
if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Help(maxBytes));
    return (int)ExitCode.Done;
}

try
{
    var path = CommandLine.DocumentPath(args);
    var text = DocumentReader.Read(path, maxBytes);
    NativeBackend.EnsureLoaded();

    Report.Pattern(pattern, "LongDocumentPattern.cs");
    Report.Pattern(new LongformerBase4096(), "patterns/longformer-base-4096.attention.json");

    using var ids = ByteTokens.Encode(text);
    using var globals = pattern.GlobalMaskForClassification(ids);
    Report.Document(path, pattern, ids.shape[1]);

    using var compiled = Trial.Run(pattern, ids, globals);
    using var full = Trial.Run(new FullAttention(pattern), ids, globals);
    using var oracle = Trial.Run(new ReferencePattern(pattern), ids, globals);
    Report.Trials(compiled, oracle, full);

    return compiled.DifferenceFrom(oracle) <= Tolerance * oracle.Largest()
        ? (int)ExitCode.Done
        : throw new Refusal(ExitCode.Disagreement, $"The compiled pattern and the dense oracle differ by more than {Tolerance} of that: please report it.");
}
catch (Refusal refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return (int)refusal.Code;
}
catch (NativeBackendException error)
{
    Console.Error.WriteLine(error.Message);
    return (int)ExitCode.NoLibtorch;
}
