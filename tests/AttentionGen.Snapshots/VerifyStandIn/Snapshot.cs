using System.Text;

namespace VerifyXunit;

/// <summary>One text and its two files.</summary>
internal sealed class Snapshot
{
    // Verify writes a byte order mark.
    private static readonly Encoding s_encoding = Encoding.UTF8;

    private readonly string _text;

    public Snapshot(string test, Target target)
    {
        var name = target.Name is null ? test : $"{test}#{target.Name}";
        VerifiedFile = $"{name}.verified.{target.Extension}";
        ReceivedFile = $"{name}.received.{target.Extension}";
        _text = Normalise(target.StringData);
    }

    public string VerifiedFile { get; }

    public string ReceivedFile { get; }

    /// <summary>What is wrong, or null. Line ends and byte order marks do not count.</summary>
    public string? Check(bool accept)
    {
        var verified = File.Exists(VerifiedFile) ? Normalise(File.ReadAllText(VerifiedFile)) : null;
        if (verified == _text || accept)
        {
            File.Delete(ReceivedFile);
            if (verified != _text)
                File.WriteAllText(VerifiedFile, _text, s_encoding);
            return null;
        }
        File.WriteAllText(ReceivedFile, _text, s_encoding);
        return $"""
            {(verified is null ? "There is no verified file." : Difference(verified.Split('\n'), _text.Split('\n')))}
            Verified: {VerifiedFile}
            Received: {ReceivedFile}
            If the received file is right, move it over the verified one.
            """;
    }

    private static string Difference(string[] verified, string[] received)
    {
        var line = verified.Zip(received).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            Line {line + 1} differs.
            - {verified.ElementAtOrDefault(line) ?? "(end of file)"}
            + {received.ElementAtOrDefault(line) ?? "(end of file)"}
            """;
    }

    private static string Normalise(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n");
}
