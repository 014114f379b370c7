using System.Reflection;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests;

/// <summary>What tests/AttentionGen.Snapshots shows is what the build compiled into this program, whose other tests run it.</summary>
public class GeneratedCodeTests
{
    private const string Verified = ".verified.cs";

    // A theory's rows are the snapshots: Class.Method#hint.verified.cs.
    public static TheoryData<string> Snapshots =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(Verified, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Snapshots))]
    public void SnapshotIsWhatIsCompiled(string snapshot)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(snapshot)!);
        var hint = snapshot[(snapshot.IndexOf('#') + 1)..^Verified.Length] + ".cs";
        Assert.Equal(reader.ReadToEnd().ReplaceLineEndings("\n"), CompiledSources.All[hint]);
    }
}
