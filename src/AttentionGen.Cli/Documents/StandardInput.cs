namespace AttentionGen.Cli.Documents;

/// <summary>Standard input. A read that waits for a terminal or another program ends when it is cancelled.</summary>
internal sealed class StandardInput : Stream
{
    /// <summary>What messages call it.</summary>
    public const string Name = "standard input";

    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;

    private StandardInput(Stream stream, CancellationToken cancellation) => (_stream, _cancellation) = (stream, cancellation);

    /// <summary>Opens it.</summary>
    public static Stream Open(CancellationToken cancellation) => new StandardInput(Console.OpenStandardInput(), cancellation);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public override int Read(byte[] buffer, int offset, int count) =>
        Task.Run(() => _stream.Read(buffer, offset, count), CancellationToken.None).WaitAsync(_cancellation).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
