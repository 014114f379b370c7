using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Documents;

/// <summary>Names of devices: cpu, cuda, cuda:1.</summary>
internal static class DeviceName
{
    /// <summary>The device.</summary>
    /// <exception cref="UsageException">There is no such device.</exception>
    public static Device Parse(string name)
    {
        NativeBackend.EnsureLoaded();
        if (name == "cpu")
            return CPU;
        var number = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            throw new UsageException($"--device: \"{name}\" is no device. Give cpu, cuda or cuda:<number>.");
        var count = cuda.is_available() ? cuda.device_count() : 0;
        return number < count ? new Device(DeviceType.CUDA, number) : throw new UsageException($"--device: {name} is not there: libtorch sees {count} CUDA devices.");
    }
}
