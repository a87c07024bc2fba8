using DataGate.Files.Readers.Parquet.Apart;
using DataGate.Tool;

if (args is [ParquetApart.Command]) return ParquetApart.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
ParquetApart.Start = ParquetApart.Again(typeof(Host).Assembly.Location);
return CommandLine.Run(args, Host.OfProcess());
