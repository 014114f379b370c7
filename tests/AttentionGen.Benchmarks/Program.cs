using AttentionGen.Benchmarks.Compiler;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// `first-run` measures what BenchmarkDotNet warms away; all else are BenchmarkDotNet's own arguments (--filter, --list).
if (args is ["first-run", ..])
    return FirstRun.Print();

// In this process: a project that BenchmarkDotNet generates would need a restore of its own.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).AsDefault());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
