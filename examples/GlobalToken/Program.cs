using System.Globalization;
using AttentionGen;
using GlobalToken;

const int DefaultSteps = 600;

var steps = args switch
{
    [] => DefaultSteps,
    ["--steps", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
    _ => 0,
};
if (steps == 0)
{
    Console.Error.WriteLine($"Usage: GlobalToken [--steps <updates, 1 or more; {DefaultSteps} when left out>]");
    return 2;
}

NativeAllocator.KeepFreedMemory();
TorchSharp.torch.set_num_threads(1); // so small a model gains nothing by more
Console.WriteLine($"The last of {KeyTask.Length} tokens names a key, one of {KeyTask.Keys}, that stands {KeyTask.LeastDistance} to {KeyTask.MostDistance} tokens before it.");
var rows = new List<string>();
foreach (var trial in Trial.All)
{
    Console.WriteLine($"{trial.Name}:");
    var (accuracy, seconds) = trial.Run(steps, (step, loss) =>
    {
        if (step % 100 == 0 || step == steps)
            Console.WriteLine(FormattableString.Invariant($"  step {step,4}   loss {loss:0.000}"));
    });
    var error = Math.Sqrt(accuracy * (1 - accuracy) / Trial.Samples);
    rows.Add(FormattableString.Invariant(
        $"{trial.Name,-38}{2 * trial.Pattern.Card.Bands[0][0]!.Value.Before,7}{trial.Reach,7}   {accuracy:0.000} +- {error:0.000}{seconds,9:0.0}"));
}
Console.WriteLine();
Console.WriteLine($"{"",-38}{"window",7}{"reach",7}   {"accuracy",-14}{"seconds",9}");
rows.ForEach(Console.WriteLine);
Console.WriteLine(FormattableString.Invariant(
    $"Reach: tokens before the last one that it hears of through windows. Accuracy: of {Trial.Samples:N0} new sequences, with its standard error; guessing is {1.0 / KeyTask.Keys:0.000}."));
return 0;
