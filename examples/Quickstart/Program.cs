using System.Text;
using Quickstart;

Console.OutputEncoding = Encoding.UTF8; // the picture's shades
return (int)CommandLine.Run(args);
