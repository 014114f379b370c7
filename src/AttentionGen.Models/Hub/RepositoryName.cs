using System.Text.RegularExpressions;

namespace AttentionGen.Models.Hub;

/// <summary>A repository's name; both parts can stand in addresses and paths as they are.</summary>
/// <param name="Organization">User or organization.</param>
/// <param name="Name">The repository.</param>
internal readonly partial record struct RepositoryName(string Organization, string Name)
{
    /// <summary>Reads <c>org/name</c>.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static RepositoryName Parse(string text) => text.Split('/') is [var organization, var name] && Part().IsMatch(organization) && Part().IsMatch(name)
        ? new(organization, name)
        : throw new ArgumentException(
            $"\"{text}\" must be a repository's name as org/name, such as allenai/longformer-base-4096: letters, digits, '-', '_' and '.', with no two of '-' or '.' in a row.");

    /// <inheritdoc/>
    public override string ToString() => $"{Organization}/{Name}";

    // Doubled hyphens would make the cache's "org--name" ambiguous, and the hub has none.
    [GeneratedRegex(@"\A(?!.*(--|\.\.))[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?\z")]
    private static partial Regex Part();
}
