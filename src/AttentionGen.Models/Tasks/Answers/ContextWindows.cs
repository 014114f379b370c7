namespace AttentionGen.Models.Tasks;

/// <summary>Parts a long context into windows that overlap.</summary>
internal static class ContextWindows
{
    /// <summary>
    /// As few windows as cover all tokens, of like length and evenly spread, so that nothing is padded and neighbours share at least the stride.
    /// </summary>
    /// <param name="tokens">Tokens of the context, at least 1.</param>
    /// <param name="room">Tokens of it that a window holds, more than the stride.</param>
    /// <param name="stride">Least tokens that neighbours share.</param>
    public static (int Start, int End)[] Of(int tokens, int room, int stride)
    {
        if (tokens <= room)
            return [(0, tokens)];
        var last = tokens - room; // where the last window starts
        var steps = (last + room - stride - 1) / (room - stride);
        return [.. Enumerable.Range(0, steps + 1).Select(i => (int)((long)i * last / steps)).Select(start => (start, start + room))];
    }
}
