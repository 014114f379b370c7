using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Models;

/// <summary>Moves modules. An error inside the native move ends the process, so the target is checked first.</summary>
internal static class ModulePlacement
{
    /// <summary>Moves parameters and buffers; null leaves a side as it is.</summary>
    /// <exception cref="ArgumentException">The device is not there, or the type is not a floating-point type.</exception>
    public static void Move(nn.Module module, Device? device, ScalarType? dtype)
    {
        if (device is { type: DeviceType.CUDA } && (!cuda.is_available() || device.index >= cuda.device_count()))
            throw new ArgumentException($"The device {device} is not available: libtorch sees {(cuda.is_available() ? cuda.device_count() : 0)} CUDA devices.", nameof(device));
        RequireFloatingPoint(dtype);
        if (dtype is { } type)
            module.to(type);
        if (device is not null)
            module.to(device);
    }

    /// <summary>Refuses a type that parameters cannot have.</summary>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public static void RequireFloatingPoint(ScalarType? dtype)
    {
        if (dtype is not null and not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"A model's parameters cannot be {dtype}. Use Float32, Float64, Float16 or BFloat16.", nameof(dtype));
    }
}
