namespace AttentionGen.Models.Hub;

/// <summary>Tries again after faults that may pass, with growing pauses.</summary>
/// <param name="options">How often and how soon.</param>
/// <param name="progress">Hears of each pause.</param>
internal sealed class HubRetries(HubOptions options, IProgress<HubProgress>? progress)
{
    /// <summary>A try that brought so many bytes was no failure in a row.</summary>
    private const long Advance = 1_000_000;

    /// <summary>Runs the attempt until it succeeds.</summary>
    /// <param name="what">What is tried, for progress.</param>
    /// <param name="attempt">The attempt; only a <see cref="HubInterruption"/> makes another one.</param>
    /// <param name="bytes">How many bytes are here.</param>
    /// <param name="outlook">What the user has when all tries have failed, as a sentence.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="HubException">All tries have failed.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> attempt, Func<long> bytes, Func<string> outlook, CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            var before = bytes();
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (HubInterruption e)
            {
                failures = bytes() - before >= Advance ? 1 : failures + 1;
                if (failures >= options.Attempts)
                    throw new HubException($"{e.Message} {(failures == 1 ? "That was the only try." : $"{failures} tries in a row failed.")} {outlook()}", e);
                var pause = e.After ?? options.Pause * Math.Pow(2, failures - 1);
                pause = pause < options.LongestPause ? pause : options.LongestPause;
                progress?.Report(new(what, HubStep.Waiting, Note: FormattableString.Invariant(
                    $"{e.Message} Try {failures + 1} of {options.Attempts} in {pause.TotalSeconds:0.#} s.")));
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
