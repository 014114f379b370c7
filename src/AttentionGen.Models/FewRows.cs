using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models;

/// <summary>
/// Dense layers over a handful of rows, as in writing token by token, where reading the weights is all the work. libtorch's way through its
/// matrix library (the states times the transposed weights) reads them on one core for a single row, and copies them first for a few;
/// the weights times the transposed states are read at the speed of memory: two to four times as fast, measured by the benchmark
/// <c>generation</c>.
/// </summary>
internal static class FewRows
{
    /// <summary>With more rows the usual way is as fast.</summary>
    private const long Most = 8;

    /// <summary>States (..., inputs) to (..., outputs).</summary>
    public static Tensor Linear(Linear layer, Tensor states) => Linear(states, layer.weight!, layer.bias!);

    /// <summary>States (..., inputs), weights (outputs, inputs) and biases (outputs) to (..., outputs).</summary>
    public static Tensor Linear(Tensor states, Tensor weight, Tensor bias)
    {
        var rows = states.numel() / weight.shape[1];
        if (rows > Most || is_grad_enabled() || states.device_type != DeviceType.CPU || states.dtype != ScalarType.Float32)
            return nn.functional.linear(states, weight, bias);
        using var scope = NewDisposeScope();
        var flat = states.reshape(rows, -1); // (rows, inputs)
        // A single column would be a product of matrix and vector, which takes one core.
        var columns = (rows == 1 ? cat([flat, flat]) : flat).t(); // (inputs, 2 or more)
        var products = mm(weight, columns).narrow(1, 0, rows).t(); // (rows, outputs)
        return products.add(bias).contiguous().view([.. states.shape[..^1], weight.shape[0]]).MoveToOuterDisposeScope();
    }
}
