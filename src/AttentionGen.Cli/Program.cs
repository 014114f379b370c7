using System.Text;
using AttentionGen;
using AttentionGen.Cli;

NativeAllocator.KeepFreedMemory(); // large models page their buffers in again and again without it
Console.OutputEncoding = Encoding.UTF8; // the picture's shades
return CommandLine.Run(args, Console.Out, Console.Error);
