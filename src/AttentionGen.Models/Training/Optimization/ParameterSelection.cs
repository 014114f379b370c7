using System.IO.Enumeration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>Which parameters are trained.</summary>
internal static class ParameterSelection
{
    /// <summary>Freezes what no pattern names, frees what one does, and lists the trained parameters in the module's order.</summary>
    /// <param name="module">The module.</param>
    /// <param name="patterns">Names with * for any characters and ? for one; empty to train what already requires gradients.</param>
    /// <exception cref="TrainingException">A pattern, or the whole selection, matches nothing.</exception>
    public static (string Name, Parameter Parameter)[] Apply(nn.Module module, IReadOnlyList<string> patterns)
    {
        // A parameter that is shared under two names is updated once.
        var all = module.named_parameters().DistinctBy(p => p.parameter.Handle).ToArray();
        foreach (var pattern in patterns)
        {
            if (!all.Any(p => Matches(pattern, p.name)))
                throw new TrainingException($"No parameter's name matches \"{pattern}\". The names are such as {string.Join(", ", all.Take(5).Select(p => p.name))}; * stands for any characters.");
        }
        if (patterns.Count > 0)
        {
            foreach (var (name, parameter) in all)
                parameter.requires_grad = patterns.Any(pattern => Matches(pattern, name));
        }
        var trained = all.Where(p => p.parameter.requires_grad).ToArray();
        if (trained.Length == 0)
            throw new TrainingException($"None of the module's {all.Length} parameters requires a gradient, so there is nothing to train.");
        if (trained.FirstOrDefault(p => p.parameter.dtype is not (ScalarType.Float32 or ScalarType.Float64)) is { name: not null } half)
            throw new TrainingException($"{half.name} is {half.parameter.dtype}; trained parameters must be Float32 or Float64, since small updates would be lost in fewer bits.");
        return trained;
    }

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
