using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Offers code fixes as an editor does: the generator's diagnostics, by id and place, in a workspace with the project's files.</summary>
internal static class CodeFixHarness
{
    /// <summary>What is offered for each diagnostic of a project, and the texts that come of it.</summary>
    public static async Task<IReadOnlyList<Offer>> Offers(CodeFixProvider provider, Project project, CancellationToken cancel)
    {
        var offers = new List<Offer>();
        using var workspace = new AdhocWorkspace();
        var solution = Open(workspace.CurrentSolution, project);
        foreach (var diagnostic in GeneratorHarness.Run(project).Diagnostics.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)))
        {
            var actions = new List<CodeAction>();
            var document = Document(solution, diagnostic.Location.GetLineSpan().Path);
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), cancel));
            foreach (var action in actions)
            {
                var operations = await action.GetOperationsAsync(cancel);
                var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
                offers.Add(new Offer(action.Title, await Read(changed, project, cancel)));
            }
        }
        return offers;
    }

    private static Solution Open(Solution solution, Project project)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(id, "User", "User", LanguageNames.CSharp);
        foreach (var (path, text) in project.Sources)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), path, text, filePath: path);
        foreach (var file in project.Files)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), file.Path, file.Text!, filePath: file.Path);
        return solution;
    }

    private static async Task<Project> Read(Solution solution, Project project, CancellationToken cancel)
    {
        var sources = project.Sources.Select(async s => (s.Path, await Text(s.Path)));
        var files = project.Files.Select(async f => new TextFile(f.Path, await Text(f.Path), f.ClassName));
        return project with { Sources = await Task.WhenAll(sources), Files = await Task.WhenAll(files) };

        async Task<string> Text(string path) => (await Document(solution, path).GetTextAsync(cancel)).ToString();
    }

    private static TextDocument Document(Solution solution, string path)
    {
        var id = solution.GetDocumentIdsWithFilePath(path).Single();
        return solution.GetDocument(id) ?? solution.GetAdditionalDocument(id)!;
    }
}

/// <summary>A code fix that an editor would show.</summary>
/// <param name="Title">Its line in the menu.</param>
/// <param name="Fixed">The project after it was chosen.</param>
internal sealed record Offer(string Title, Project Fixed);
