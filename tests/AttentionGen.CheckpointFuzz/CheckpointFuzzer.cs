using System.Diagnostics;
using System.Text.RegularExpressions;
using AttentionGen.Fuzz;
using AttentionGen.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.CheckpointFuzz;

/// <summary>Opens broken checkpoints and loads what can be loaded. Only a documented refusal may come of it, soon, and in little memory.</summary>
/// <param name="seed">What all chance follows from.</param>
public sealed partial class CheckpointFuzzer(int seed)
{
    private const double SecondsPerCase = 10;

    /// <summary>What opening may allocate: a multiple of the files' bytes, and something for a message and a stack trace.</summary>
    private const long AllocationsPerByte = 48, AllocationsAside = 64 * 1024;

    private readonly FuzzReport _report = new();

    /// <summary>Runs cases.</summary>
    /// <param name="first">The first one's number.</param>
    /// <param name="cases">How many.</param>
    /// <param name="onHang">Told the number of a case that does not end.</param>
    /// <param name="progress">Told the number of cases done, now and then.</param>
    public FuzzReport Run(int first, int cases, Action<int> onHang, Action<int>? progress = null)
    {
        var folder = Directory.CreateTempSubdirectory("attentiongen-fuzz-").FullName;
        using var watchdog = new Watchdog(TimeSpan.FromSeconds(SecondsPerCase), onHang);
        try
        {
            foreach (var input in Seeds.All)
                RequireSound(folder, input);
            for (var number = first; number < first + cases; number++)
            {
                watchdog.Begin(number);
                Run(folder, number);
                watchdog.End();
                if ((number + 1) % 10_000 == 0)
                    progress?.Invoke(number + 1 - first);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return _report;
    }

    private void Run(string folder, int number)
    {
        var input = FuzzCases.Case(seed, number);
        Write(folder, input);
        var counts = _report.Kinds.GetValueOrDefault(input.Kind);
        var clock = Stopwatch.StartNew();
        try
        {
            Load(folder, input, number);
            counts.Loaded++;
        }
        catch (CheckpointException e)
        {
            counts.Refused++;
            var reason = Particulars().Replace(e.Message.Replace(folder, ""), "*");
            _report.Reasons[reason] = _report.Reasons.GetValueOrDefault(reason) + 1;
            if (!e.Message.Contains(folder))
                _report.Failures.Add((number, input.Kind, $"The message names no file: {e.Message}"));
        }
        catch (IOException)
        {
            counts.Unreadable++;
        }
        catch (Exception e)
        {
            _report.Failures.Add((number, input.Kind, e.ToString()));
        }
        _report.Kinds[input.Kind] = counts;
        if (clock.Elapsed.TotalMilliseconds > _report.Slowest.Milliseconds)
            _report.Slowest = (clock.Elapsed.TotalMilliseconds, number);
    }

    private void Load(string folder, FuzzFolder input, int number)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var checkpoint = Checkpoint.Open(folder);
            Measure();
            foreach (var name in checkpoint.Names)
                Load(checkpoint, name, input.Bytes);
        }
        catch (CheckpointException)
        {
            Measure();
            throw;
        }

        void Measure()
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var times = Math.Max(0, allocated - AllocationsAside) / (double)Math.Max(1, input.Bytes);
            if (times > _report.Largest.Times)
                _report.Largest = (times, number);
            if (times > AllocationsPerByte)
                _report.Failures.Add((number, input.Kind, $"It allocated {allocated} bytes for files of {input.Bytes}."));
        }
    }

    private static void Load(Checkpoint checkpoint, string name, long bytes)
    {
        using var scope = NewDisposeScope();
        var entry = checkpoint.Entry(name);
        if (entry.Bytes > bytes)
            throw new InvalidOperationException($"\"{name}\" has {entry.Bytes} bytes in files of {bytes}.");
        var tensor = checkpoint.Load(name);
        if (!tensor.shape.SequenceEqual(entry.Shape) || tensor.dtype != entry.Dtype)
            throw new InvalidOperationException($"\"{name}\" is not what its entry says.");
        // As a module takes it, in another type.
        var target = torch.empty([.. entry.Shape], ScalarType.Float32);
        checkpoint.CopyTo(name, target);
        if (!target.allclose(tensor.to(ScalarType.Float32), equal_nan: true))
            throw new InvalidOperationException($"\"{name}\" has other values piece by piece.");
    }

    private static void RequireSound(string folder, FuzzFolder input)
    {
        Write(folder, input);
        using var checkpoint = Checkpoint.Open(folder);
        foreach (var name in checkpoint.Names)
            Load(checkpoint, name, input.Bytes);
    }

    private static void Write(string folder, FuzzFolder input)
    {
        // New files each time: some file systems write an overwritten file to the disk at once.
        foreach (var file in Directory.GetFiles(folder))
            File.Delete(file);
        foreach (var (name, bytes) in input.Files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|\bopcode \w+|\d+|LineNumber: .*
        """, RegexOptions.Singleline)]
    private static partial Regex Particulars();
}
