using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit ELF library; in the copy, the need for one symbol version is weak:
/// the dynamic loader then accepts a system library that does not have it.
/// A library that does not name the version is copied as it is.
/// </summary>
/// <remarks>Compiled by MSBuild while it builds a project (see AttentionGen.Native.targets), so it keeps to netstandard2.0.</remarks>
public sealed class WeakenSymbolVersion : Task
{
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const byte Weak = 2; // VER_FLG_WEAK

    [Required]
    public string SourceFile { get; set; }

    [Required]
    public string DestinationFile { get; set; }

    [Required]
    public string SymbolVersion { get; set; }

    public override bool Execute()
    {
        try
        {
            var elf = File.ReadAllBytes(SourceFile);
            MakeWeak(elf, SymbolVersion);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(DestinationFile)));
            File.Delete(DestinationFile); // Outputs may hold links to the old one: never write into it.
            File.WriteAllBytes(DestinationFile, elf);
        }
        catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is InvalidDataException)
        {
            Log.LogError("{0} cannot be mended to load without {1}: {2}", SourceFile, SymbolVersion, e.Message);
        }
        return !Log.HasLoggedErrors;
    }

    private static void MakeWeak(byte[] elf, string version)
    {
        // 0x7f "ELF", 64-bit, little-endian
        if (elf.Length < 64 || BitConverter.ToUInt32(elf, 0) != 0x464c457f || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file.");
        try
        {
            var sections = checked((int)BitConverter.ToUInt64(elf, 40));
            int size = BitConverter.ToUInt16(elf, 58), count = BitConverter.ToUInt16(elf, 60);
            if (count == 0 || size != 64)
                throw new InvalidDataException("it has no table of sections of the known layout.");
            for (var i = 0; i < count; i++)
            {
                var section = sections + i * size;
                if (BitConverter.ToUInt32(elf, section + 4) != VersionNeeds)
                    continue;
                var names = SectionOffset(elf, sections + size * BitConverter.ToInt32(elf, section + 40));
                MakeWeak(elf, SectionOffset(elf, section), BitConverter.ToInt32(elf, section + 44), names, version);
            }
        }
        catch (Exception e) when (e is ArgumentException || e is OverflowException || e is IndexOutOfRangeException)
        {
            throw new InvalidDataException("its tables point outside the file.");
        }
    }

    /// <param name="need">First entry of the section: one per library that is needed, each with a chain of versions.</param>
    private static void MakeWeak(byte[] elf, int need, int libraries, int names, string version)
    {
        for (var i = 0; i < libraries; i++)
        {
            if (BitConverter.ToUInt16(elf, need) != 1)
                throw new InvalidDataException("its version needs have an unknown layout.");
            var entry = checked(need + BitConverter.ToInt32(elf, need + 8));
            for (var n = BitConverter.ToUInt16(elf, need + 2); n > 0; n--)
            {
                if (IsName(elf, checked(names + BitConverter.ToInt32(elf, entry + 8)), version))
                    elf[entry + 4] |= Weak;
                entry = checked(entry + BitConverter.ToInt32(elf, entry + 12));
            }
            need = checked(need + BitConverter.ToInt32(elf, need + 12));
        }
    }

    private static int SectionOffset(byte[] elf, int section) => checked((int)BitConverter.ToUInt64(elf, section + 24));

    private static bool IsName(byte[] elf, int offset, string name)
    {
        var end = Array.IndexOf(elf, (byte)0, offset);
        if (end < 0)
            throw new InvalidDataException("a name in it has no end.");
        return Encoding.ASCII.GetString(elf, offset, end - offset) == name;
    }
}
