using System.Text;
using AttentionGen;
using Summarize;

NativeAllocator.KeepFreedMemory();
Console.OutputEncoding = Encoding.UTF8;
return (int)CommandLine.Run(args);
