namespace AttentionGen.Cli.Documents;

/// <summary>Writes what became of inputs, in their order.</summary>
internal interface IResults<TInput, in TResult>
{
    /// <summary>Writes a result.</summary>
    void Write(Incoming<TInput> input, TResult result);

    /// <summary>Writes that an input has none.</summary>
    void WriteProblem(Incoming<TInput> input);

    /// <summary>Hands on what was written.</summary>
    void Flush();
}
