using System.Text;

namespace AttentionGen.CheckpointFuzz.Files;

/// <summary>A safetensors file of any header: the length, the header, the data.</summary>
public static class SafetensorsBytes
{
    public static byte[] Write(string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. Enumerable.Range(0, dataBytes).Select(i => (byte)(i % 120))];
    }
}
