using DataGate.Files.Readers.Parquet.Apart;
using DataGate.Tool;

if (args is [ParquetApart.Command]) return ParquetApart.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
ParquetApart.Start = ParquetApart.Again(Compiled.Assembly);
return CommandLine.Run(args, Host.OfProcess());
