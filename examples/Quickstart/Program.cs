using System.Text;
using AttentionGen;
using Quickstart;

NativeAllocator.KeepFreedMemory();
Console.OutputEncoding = Encoding.UTF8; // the picture's shades
return (int)CommandLine.Run(args);
