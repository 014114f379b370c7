using System.Text;
using AttentionGen.Cli;

Console.OutputEncoding = Encoding.UTF8; // the picture's shades
return CommandLine.Run(args, Console.Out, Console.Error);
