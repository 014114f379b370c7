using System.Buffers.Binary;
using System.Text;

namespace AttentionGen.Tests.Native;

/// <summary>Reads which symbol versions an ELF library asks for.</summary>
internal static class VersionNeeds
{
    public const string Mended = "GLIBCXX_3.4.32";

    /// <summary>Every version that the library asks for, and whether the need is weak.</summary>
    public static Dictionary<string, bool> Read(string path)
    {
        var elf = File.ReadAllBytes(path);
        var needs = new Dictionary<string, bool>();
        int sections = (int)Long(40), count = Short(60);
        for (var s = 0; s < count; s++)
        {
            var header = sections + 64 * s;
            if (Int(header + 4) != 0x6ffffffe) // .gnu.version_r
                continue;
            var names = (int)Long(sections + 64 * Int(header + 40) + 24);
            var library = (int)Long(header + 24);
            for (var l = Int(header + 44); l > 0; l--, library += Int(library + 12))
            {
                var entry = library + Int(library + 8);
                for (int n = Short(library + 2); n > 0; n--, entry += Int(entry + 12))
                    needs[Name(names + Int(entry + 8))] = (Short(entry + 4) & 2) != 0;
            }
        }
        return needs;

        ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));
        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(elf.AsSpan(at));
        long Long(int at) => BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(at));
        string Name(int at) => Encoding.ASCII.GetString(elf.AsSpan(at)[..elf.AsSpan(at).IndexOf((byte)0)]);
    }
}
