using System.Runtime.InteropServices;

namespace AttentionGen.Cli;

/// <summary>While it lives, Ctrl+C cancels its token instead of ending the process.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _handler;

    public Interrupt() => _handler = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = true;
        _source.Cancel();
    });

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _handler.Dispose();
        _source.Dispose();
    }
}
