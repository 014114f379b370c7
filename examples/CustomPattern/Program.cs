using System.Globalization;
using AttentionGen;
using CustomPattern;

const int DefaultSteps = 300;

NativeAllocator.KeepFreedMemory(); // training is faster without paging
var steps = args switch
{
    [] => DefaultSteps,
    ["--steps", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
    _ => 0,
};
if (steps == 0)
{
    Console.Error.WriteLine($"Usage: CustomPattern [--steps <updates, 1 or more; {DefaultSteps} when left out>]");
    return 2;
}

foreach (var pattern in (AttentionPattern[])[new Butterfly(), new Neighbours()])
{
    Console.WriteLine($"{pattern.Card.Name}: {pattern.Card.Layers} layers, at most {KeysPerToken(pattern)} keys for each of {SignalTask.Length} tokens");
    var accuracy = SignalTraining.Accuracy(pattern, steps, (step, loss) =>
    {
        if (step % 50 == 0 || step == steps)
            Console.WriteLine(FormattableString.Invariant($"  step {step,4}   loss {loss:0.000}"));
    });
    Console.WriteLine(FormattableString.Invariant($"  {accuracy:0.000} of the tokens of new sequences name the signal (guessing: {1.0 / SignalTask.Signals:0.000})"));
}
return 0;

static int KeysPerToken(AttentionPattern pattern)
{
    var rule = pattern.Rule(layer: 0, head: 0, SignalTask.Length);
    return Enumerable.Range(0, SignalTask.Length).Max(query => Enumerable.Range(0, SignalTask.Length).Count(key => rule.Reads(query, key)));
}
