using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>
/// Compares texts with the files Class.Method#name.verified.ext beside the test's source file, as the package Verify does.
/// </summary>
public static class Verifier
{
    /// <summary>Environment variable that, set to 1, takes what was received as verified.</summary>
    public const string AcceptVariable = "ATTENTIONGEN_ACCEPT_SNAPSHOTS";

    public static Task Verify(IEnumerable<Target> targets, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var accept = Environment.GetEnvironmentVariable(AcceptVariable) == "1";
        var test = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");
        var snapshots = targets.Select(target => new Snapshot(test, target)).ToList();
        var problems = snapshots.Select(s => s.Check(accept)).OfType<string>().ToList();

        foreach (var file in FilesOf(test, "verified").Except(snapshots.Select(s => s.VerifiedFile)))
        {
            if (accept)
                File.Delete(file);
            else
                problems.Add($"The test produces no {file}. Delete the file.");
        }
        foreach (var file in FilesOf(test, "received").Except(snapshots.Select(s => s.ReceivedFile)))
            File.Delete(file);

        return problems.Count == 0
            ? Task.CompletedTask
            : throw new XunitException(string.Join("\n\n", problems) + $"\n\nTo accept all that the tests produce, run them with {AcceptVariable}=1.");
    }

    private static IEnumerable<string> FilesOf(string test, string kind) => new[] { $".{kind}.*", $"#*.{kind}.*" }
        .SelectMany(rest => Directory.EnumerateFiles(Path.GetDirectoryName(test)!, Path.GetFileName(test) + rest));
}
