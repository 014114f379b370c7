namespace AttentionGen.Cli.Documents;

/// <summary>How texts are to be read.</summary>
/// <param name="Cut">Most tokens of a text; null refuses what is too long.</param>
/// <param name="Budget">Most tokens at once.</param>
/// <param name="Progress">To be told how many more texts are done.</param>
/// <param name="Cancellation">Stops it.</param>
/// <param name="Output">Where results go, for what is shown before a result is whole.</param>
internal sealed record TextReading(int? Cut, int Budget, Action<int> Progress, CancellationToken Cancellation, TextWriter Output);
