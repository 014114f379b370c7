using AttentionGen.Compiler.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>For each rule a declaration that breaks it, as small as can be. A new rule gets a row here.</summary>
internal static class RuleTriggers
{
    public static IReadOnlyDictionary<string, Project> All { get; } = new Dictionary<string, Project>
    {
        ["AG0001"] = Json("{"),
        ["AG0002"] = Json("{ \"windw\": 8 }"),
        ["AG0003"] = Json("{ \"window\": 8, \"window\": 8 }"),
        ["AG0004"] = Json("{ \"name\": \"P\" }"),
        ["AG0005"] = Json("{ \"name\": 1 }"),
        ["AG0006"] = Attributes("[Window(7)]"),
        ["AG0007"] = Pattern("\"causal\": true, \"window\": 8"),
        ["AG0008"] = Attributes("[Window(8, 8, 8)]"),
        ["AG0009"] = Attributes("[Window(8), Dilation(0)]"),
        ["AG0010"] = Attributes("[Window(8, Layers = \"2\")]"),
        ["AG0011"] = Attributes("[Window(8, Heads = \"all\")]"),
        ["AG0012"] = Project.Of(new TextFile("a.attention.json", Body("\"window\": 8")), new TextFile("b.attention.json", Body("\"window\": 8"))),
        ["AG0013"] = Attributes("[Window(8)]", "class P;"),
        ["AG0014"] = Attributes(""),
        ["AG0015"] = Attributes("[Window(8), GlobalTokens(GlobalRule.Given, 1)]"),
        ["AG0016"] = Json("{ \"model_type\": \"bert\" }"),
        ["AG0017"] = Attributes("[Window(8)]", "partial class P { }") with { LanguageVersion = LanguageVersion.CSharp10 },
        ["AG0018"] = Attributes("[Window(8, After = 2)]"),
        ["AG0030"] = Model("\"Q\", \"qa\""),
        ["AG0031"] = Project.Of("namespace A { [AttentionGen.AttentionPattern(1, 1, 8), AttentionGen.Window(4)] partial class P; }\n"
            + "namespace B { [AttentionGen.AttentionPattern(1, 1, 8), AttentionGen.Window(4)] partial class P; }\n"
            + "[AttentionGen.LongformerModel(\"P\", \"qa\")] partial class M;"),
        ["AG0032"] = Model("\"P\", \"no\""),
        ["AG0033"] = Model("\"P\", \"open\", Head = LongformerHead.MaskedLM"),
        ["AG0034"] = Model("\"P\", \"first\""),
        ["AG0035"] = Model("\"P\", \"first\", Head = LongformerHead.MaskedLM, Labels = new[] { \"a\", \"b\" }"),
        ["AG0036"] = Model("\"P\", \"first\", Head = LongformerHead.MaskedLM") with { ReferencesModels = false },
        ["AG0037"] = Pattern("\"window\": 8, \"global\": { \"mlm\": \"first\" }, \"models\": { \"P\": { \"task\": \"mlm\" } }"),
        ["AG0039"] = Pattern("\"window\": 8, \"global\": { \"mlm\": \"first\", \"other\": \"first\" }, \"models\": { \"M\": { \"task\": \"mlm\" } }"),
        ["AG0040"] = Pattern("\"predicate\": \"Attends\""),
        ["AG0041"] = Attributes("[Predicate(\"Attends\")]"),
        ["AG0042"] = Predicate("int query, long key", "true"),
        ["AG0043"] = Predicate("int query, int key", "key >>> 1 == 0"),
        ["AG0044"] = Predicate("int query, int key", "key * 1L == 0"),
        ["AG0045"] = Predicate("int query, int key", "Attends(key, query)"),
        ["AG0046"] = Predicate("int query, int key", "key < s_reach; static int s_reach = 3"),
        ["AG0047"] = Predicate("int query, int key", string.Concat(Enumerable.Repeat("key + ", 300)) + "1 > 0"),
        ["AG0048"] = Predicate("int query, int key, int segment", "key < segment"),
        ["AG0050"] = Pattern("\"maxLength\": 16, \"blockList\": { \"size\": 4, \"rows\": \"9: 9\" }"),
        ["AG0051"] = Pattern("\"maxLength\": 64, \"window\": 8"),
        ["AG0052"] = Attributes("[Window(8)]") with { Explain = true },
    };

    /// <summary>A class with the attributes beside its sizes: 2 layers, 2 heads.</summary>
    private static Project Attributes(string attributes, string type = "partial class P;") =>
        Project.Of($"using AttentionGen;\n[AttentionPattern(2, 2, 8)] {attributes}\n{type}");

    private static Project Predicate(string parameters, string body) =>
        Attributes("[Predicate(nameof(Attends))]", $"partial class P {{ static bool Attends({parameters}) => {body}; }}");

    /// <summary>A model on P, which has a task "first" with a rule and a task "open" without.</summary>
    private static Project Model(string arguments) =>
        Attributes("[Window(8), GlobalTokens(GlobalRule.First, Task = \"first\"), GlobalTokens(GlobalRule.Given, Task = \"open\")]", $"partial class P;\n[LongformerModel({arguments})] partial class M;");

    /// <summary>A file with the properties beside its name and sizes.</summary>
    private static Project Pattern(string properties) => Json(Body(properties));

    private static Project Json(string text) => Project.Of(new TextFile("p.attention.json", text));

    private static string Body(string properties) => $"{{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, {properties} }}";
}
