using AttentionGen.CheckpointFuzz.Mutations;

namespace AttentionGen.CheckpointFuzz;

/// <summary>The cases: a sound checkpoint with one to three changes of its files. Case i depends on the seed and on i alone.</summary>
public static class FuzzCases
{
    public static FuzzFolder Case(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var folder = Seeds.All[number % Seeds.All.Count];
        var files = new Dictionary<string, byte[]>(folder.Files);
        for (var i = random.Next(3) > 0 ? 1 : random.Next(2, 4); i > 0; i--)
        {
            var name = files.Keys.ElementAt(random.Next(files.Count));
            files[name] = Change(name, files[name], random);
        }
        return folder with { Files = files };
    }

    private static byte[] Change(string name, byte[] file, Random random) => (Path.GetExtension(name), random.Next(8)) switch
    {
        (".bin", 0 or 1) => ZipMutations.Change(file, random),
        (".bin", 2 or 3) => PickleMutations.ChangeProgram(random),
        (".bin", 4 or 5) => PickleMutations.ChangeViews(random),
        (not ".bin", < 6) => TextMutations.Change(file, random),
        _ => ByteMutations.All[random.Next(ByteMutations.All.Length)](file, random),
    };
}
