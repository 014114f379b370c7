namespace VerifyTests;

/// <summary>A text to compare with a file.</summary>
public readonly struct Target(string extension, string data, string? name = null)
{
    public string Extension => extension;

    public string StringData => data;

    public string? Name => name;
}
