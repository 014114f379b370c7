using AttentionGen.CheckpointFuzz.Files;

namespace AttentionGen.CheckpointFuzz.Mutations;

/// <summary>Pickles in sound zips: tensors whose numbers are wrong, and programs whose opcodes are.</summary>
internal static class PickleMutations
{
    private static readonly long[] s_numbers =
        [0, 1, 2, 3, 4, 12, 13, 300, -1, int.MaxValue, 1L << 31, 1L << 32, 1L << 40, 1L << 61, 1L << 62, long.MaxValue, long.MinValue];

    private static readonly string[] s_types = ["FloatStorage", "DoubleStorage", "HalfStorage", "BoolStorage", "ComplexFloatStorage", "QInt8Storage"];

    private const string Opcodes = "(.012FIJKLMNPQRSTUVXabcd}eghijl]opqrst)uG\u0080\u0081\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u0093\u0094\u0095";

    /// <summary>Sound opcodes, tensors of any numbers.</summary>
    public static byte[] ChangeViews(Random random)
    {
        var views = Seeds.Views.ToArray();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            ref var view = ref views[random.Next(views.Length)];
            var (shape, strides) = (Change(view.Shape, random), Change(view.Steps, random));
            view = random.Next(8) switch
            {
                0 => view with { Shape = shape },
                1 => view with { Strides = strides },
                2 => view with { Shape = shape, Strides = strides },
                3 => view with { Offset = Any(random) },
                4 => view with { Elements = Any(random) },
                5 => view with { Storage = s_types[random.Next(s_types.Length)] },
                6 => view with { Key = random.Next(8) == 0 ? "../version" : $"{random.Next(8)}" },
                _ => view with { Name = Seeds.Views[random.Next(views.Length)].Name },
            };
        }
        return TorchBin.Write(views, Seeds.Storages, wide: random.Next(2) == 0);
    }

    /// <summary>Opcodes changed, put in, taken out or repeated.</summary>
    public static byte[] ChangeProgram(Random random)
    {
        var pickle = StateDictPickle.Write(Seeds.Views).ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(pickle.Count);
            var opcode = (byte)Opcodes[random.Next(Opcodes.Length)];
            switch (random.Next(5))
            {
                case 0: pickle[at] = opcode; break;
                case 1: pickle.Insert(at, opcode); break;
                case 2: pickle.InsertRange(at, Enumerable.Repeat(opcode, 1 << (random.Next(16) == 0 ? 17 : random.Next(14)))); break;
                case 3: pickle.RemoveRange(at, random.Next(Math.Min(20, pickle.Count - at))); break;
                default: pickle.InsertRange(at, pickle.GetRange(at, random.Next(Math.Min(200, pickle.Count - at))).ToArray()); break;
            }
        }
        return TorchBin.WritePickle([.. pickle], Seeds.Storages, wide: random.Next(2) == 0);
    }

    private static long[] Change(long[] numbers, Random random)
    {
        List<long> changed = [.. numbers];
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            if (changed.Count > 0 && random.Next(3) > 0)
                changed[random.Next(changed.Count)] = Any(random);
            else
                changed.InsertRange(random.Next(changed.Count + 1), Enumerable.Repeat(Any(random), random.Next(16) == 0 ? 70 : 1));
        }
        return [.. changed];
    }

    private static long Any(Random random) => random.Next(3) == 0 ? random.Next(20) : s_numbers[random.Next(s_numbers.Length)];
}
