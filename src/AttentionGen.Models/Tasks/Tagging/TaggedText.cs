namespace AttentionGen.Models.Tasks;

/// <summary>What a tagger says of a text.</summary>
/// <param name="Words">Its words in order; those behind a cut are left out.</param>
/// <param name="Entities">Words that belong together, in order: see <see cref="TokenTagger"/>.</param>
/// <param name="Tokens">Tokens that were read, special ones included.</param>
public sealed record TaggedText(IReadOnlyList<TaggedWord> Words, IReadOnlyList<TaggedEntity> Entities, int Tokens);
