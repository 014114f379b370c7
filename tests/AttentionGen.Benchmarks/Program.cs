using System.CommandLine;
using AttentionGen.Benchmarks.Comparison;
using AttentionGen.Benchmarks.Compiler;
using AttentionGen.Benchmarks.Generation;
using AttentionGen.Benchmarks.Models;
using AttentionGen.Benchmarks.Variants;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// `first-run` measures what BenchmarkDotNet warms away, `generation` and `model` what takes minutes and gigabytes, `compare` and `variants` many
// things by turns, which `plot` draws; all else are BenchmarkDotNet's own arguments (--filter, --list).
if (args is ["first-run", ..])
    return FirstRun.Print();
if (args is ["generation", ..])
    return GenerationRun.Print(args[1..]);
if (args is ["model" or "compare" or "variants" or "plot", ..])
    return new RootCommand("Benchmarks that are commands.") { ModelRun.Create(), CompareCommand.Create(), VariantsCommand.Create(), PlotCommand.Create() }.Parse(args).Invoke();

// In this process: a project that BenchmarkDotNet generates would need a restore of its own.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(15);
var config = DefaultConfig.Instance.AddJob(job.AsDefault()).AddColumn(StatisticColumn.Min, StatisticColumn.Median);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
