namespace AttentionGen.Cli.Documents;

/// <summary>Results for people. An input's problem stands on standard error alone.</summary>
/// <param name="writer">Where to.</param>
/// <param name="print">Writes the lines of a result.</param>
internal sealed class PlainResults<TInput, TResult>(TextWriter writer, Action<TextWriter, TInput, TResult> print) : IResults<TInput, TResult>
{
    public void Write(Incoming<TInput> input, TResult result) => print(writer, input.Value!, result);

    public void WriteProblem(Incoming<TInput> input)
    {
    }

    public void Flush() => writer.Flush();
}
