namespace AttentionGen.Tests.Native;

public sealed class LibtorchFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;
    private readonly string _lib;

    public LibtorchFolderTests()
    {
        _lib = Directory.CreateDirectory(Path.Combine(_root, "lib")).FullName;
        foreach (var file in NativeFiles.Required)
            File.WriteAllText(Path.Combine(_lib, file), "");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void AWholeFolderPasses() => Assert.Equal(_lib, LibtorchFolder.Check(_lib + "/", [_root, _lib]));

    [Fact]
    public void AFolderThatDoesNotExistIsNamed()
    {
        var error = Assert.Throws<NativeBackendException>(() => LibtorchFolder.Check(_lib + "64", []));
        Assert.Contains($"'{_lib}64', which does not exist", error.Message);
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        File.Delete(Path.Combine(_lib, NativeFiles.TorchCpu));
        var error = Assert.Throws<NativeBackendException>(() => LibtorchFolder.Check(_lib, []));
        Assert.Contains($"{NativeFiles.TorchCpu} is not in it", error.Message);
    }

    [Fact]
    public void ASecondLibtorchIsRefused()
    {
        var own = Directory.CreateDirectory(Path.Combine(_root, "program")).FullName;
        File.WriteAllText(Path.Combine(own, NativeFiles.TorchCpu), "");
        var error = Assert.Throws<NativeBackendException>(() => LibtorchFolder.Check(_lib, [own]));
        Assert.Contains($"of its own, in '{own}'", error.Message);
    }

    [Theory]
    [InlineData("version.py", "from typing import Optional\n__version__ = '2.9.1+cu128'\ndebug = False\ncuda = '12.8'\n", "2.9.1+cu128")]
    [InlineData("build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [InlineData("other", "1.2.3", null)]
    public void TheVersionIsReadBesideTheFolder(string file, string text, string? version)
    {
        File.WriteAllText(Path.Combine(_root, file), text);
        Assert.Equal(version, LibtorchFolder.Version(_lib));
    }

    [Fact]
    public void AFileThatDoesNotLoadIsNamedWithTheLoadersMessage()
    {
        File.WriteAllText(Path.Combine(_root, NativeFiles.TorchSharp), "");
        File.WriteAllText(Path.Combine(_root, "build-version"), "1.2.3");
        var error = Assert.Throws<NativeBackendException>(() => NativeLoader.Load(_lib, [_root]));
        Assert.Contains(Path.Combine(_lib, NativeFiles.Required[0]), error.Message);
        Assert.Contains("version 1.2.3", error.Message);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void ASearchThatFindsNothingNamesItsFoldersAndTheWaysOut()
    {
        var error = Assert.Throws<NativeBackendException>(() => NativeLoader.Load(null, [_root]));
        Assert.Contains($"{NativeFiles.TorchSharp} was not found", error.Message);
        Assert.Contains($"in: {_root}.", error.Message);
        Assert.Contains($"libtorch-cpu-{NativeFiles.Platform}", error.Message);
        Assert.Contains(NativeBackend.FolderVariable, error.Message);
    }
}
