namespace AttentionGen.Fuzz;

/// <summary>Notices a case that does not end. A thread cannot be stopped from outside, so the caller ends the process.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private (int Number, long Since)? _running;

    public Watchdog(TimeSpan limit, Action<int> onHang) => _timer = new Timer(
        _ =>
        {
            lock (_lock)
            {
                if (_running is var (number, since) && Environment.TickCount64 - since > limit.TotalMilliseconds)
                {
                    _running = null;
                    onHang(number);
                }
            }
        },
        null, 500, 500);

    public void Begin(int number)
    {
        lock (_lock)
            _running = (number, Environment.TickCount64);
    }

    public void End()
    {
        lock (_lock)
            _running = null;
    }

    public void Dispose() => _timer.Dispose();
}
