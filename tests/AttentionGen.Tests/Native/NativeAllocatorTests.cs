namespace AttentionGen.Tests.Native;

public class NativeAllocatorTests
{
    private const string Child = "ATTENTIONGEN_TEST_ALLOCATOR";

    /// <summary>In a process of its own, since the setting lasts.</summary>
    [Fact]
    public void The_C_library_takes_the_setting()
    {
        var (exitCode, output) = ChildProcess.RunTest($"{typeof(NativeAllocatorTests).FullName}.{nameof(Keeps)}", (Child, "1"));
        Assert.True(exitCode == 0, output);
    }

    /// <summary>What the process does that <see cref="The_C_library_takes_the_setting"/> starts; nothing elsewhere.</summary>
    [Fact]
    public void Keeps()
    {
        if (Environment.GetEnvironmentVariable(Child) is not null)
            Assert.Equal(OperatingSystem.IsLinux(), NativeAllocator.KeepFreedMemory());
    }
}
