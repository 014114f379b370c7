using AttentionGen.Presets;
using AttentionGen.Reference;
using Quickstart;

const double Tolerance = 1e-4; // of the largest value; float32 gives some 1e-6

var pattern = new LongDocumentPattern();
var maxBytes = pattern.Card.MaxLength!.Value - ByteTokens.Added;
if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Help(maxBytes));
    return (int)ExitCode.Done;
}

string path;
byte[] text;
try
{
    path = CommandLine.DocumentPath(args);
    text = DocumentReader.Read(path, maxBytes);
}
catch (Refusal refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return (int)refusal.Code;
}

Report.Pattern(pattern, "LongDocumentPattern.cs");
Report.Pattern(new LongformerBase4096(), "patterns/longformer-base-4096.attention.json");

using var ids = ByteTokens.Encode(text);
using var globals = pattern.GlobalMaskForClassification(ids);
Report.Document(path, text.Length, ids.shape[1]);

var compiled = Trial.Run("the pattern, compiled", pattern, ids, globals);
var full = Trial.Run("full attention", new FullAttention(pattern), ids, globals);
var oracle = Trial.Run("the pattern, dense oracle", new ReferencePattern(pattern), ids, globals);

var agreed = Report.Trials(compiled, full, oracle);
