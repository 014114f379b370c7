using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Benchmarks.Compiler;

/// <summary>A project with patterns, and another file that is edited.</summary>
internal sealed class UserProject
{
    private const string Other = "class Other { int x = 1; }";

    private readonly Project _project;

    /// <summary>A project with one preset, in JSON.</summary>
    public static UserProject Preset(string name = "longformer-base-4096")
    {
        using var reader = new StreamReader(typeof(UserProject).Assembly.GetManifestResourceStream(name + ".attention.json")!);
        return new UserProject([], [new TextFile(name + ".attention.json", reader.ReadToEnd())]);
    }

    /// <summary>A project with one predicate, of 12 layers with 12 heads, each of which reads another stride.</summary>
    public static UserProject Predicate() => new([("P.cs", """
        using AttentionGen;
        namespace My.App;
        [AttentionPattern(12, 12, 64, MaxLength = 4096), Predicate(nameof(Attends))]
        public sealed partial class P
        {
            public static bool Attends(int query, int key, int head)
            {
                var distance = System.Math.Abs(query - key);
                return distance < 64 || distance % (64 << (head % 4)) == 0;
            }
        }
        """)], []);

    /// <summary>So many patterns, no two alike: half in attributes, one file each, and half in JSON. All are of 12 layers with 12 heads.</summary>
    public static UserProject Of(int patterns) => new(
        [.. Enumerable.Range(0, patterns / 2).Select(Attributes)],
        [.. Enumerable.Range(patterns / 2, patterns - patterns / 2).Select(Json)]);

    private UserProject(IReadOnlyList<(string Path, string Text)> sources, IReadOnlyList<TextFile> files)
    {
        _project = new Project { Sources = [("Other.cs", Other), .. sources], Files = files };
        Compilation = _project.Compile();
    }

    /// <summary>The user's own code, parsed.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A driver that has run nothing yet.</summary>
    public GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new PatternGenerator().AsSourceGenerator()], _project.Files, (CSharpParseOptions)Compilation.SyntaxTrees[0].Options, new Options(_project.RootNamespace));

    /// <summary>The code with one character of Other.cs changed. No symbol is bound in it yet.</summary>
    public Compilation EditElsewhere() => Edit(0, Other.Replace('1', '2'));

    /// <summary>The code with the window of the first pattern changed.</summary>
    public Compilation EditPattern() => Edit(1, Attributes(0).Text.Replace("Before = 2", "Before = 3"));

    private Compilation Edit(int file, string text)
    {
        var tree = Compilation.SyntaxTrees[file];
        return Compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
    }

    private static (string Path, string Text) Attributes(int i) => ($"P{i}.cs", $$"""
        using AttentionGen;
        namespace My.App;
        [AttentionPattern(12, 12, 64, MaxLength = 4096)]
        [Window(Before = {{i + 2}}, After = 64)]
        [Dilation(2, Layers = "6..11", Heads = "0,1")]
        [GlobalTokens(GlobalRule.First, Task = "classification")]
        public sealed partial class P{{i}};
        """);

    private static TextFile Json(int i) => new($"p{i}.attention.json", $$"""
        { "name": "P{{i}}", "layers": 12, "heads": 12, "headSize": 64, "maxLength": 4096,
          "window": { "before": {{i + 2}}, "after": 64 }, "dilation": { "stride": 2, "layers": "6..11", "heads": "0,1" },
          "global": { "classification": "first" } }
        """);
}
