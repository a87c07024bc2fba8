using DataGate.Files.Readers.Parquet.Apart;
using DataGate.Tool;

if (args is [ParquetApart.Command]) return ParquetApart.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
ParquetApart.Start = ParquetApart.Again(Compiled.Assembly);
if (Host.WorkingFolder() is { } folder) return CommandLine.Run(args, Host.OfProcess(folder));
Console.Error.WriteLine($"datagate: error {UsageCodes.CommandLine}: the working folder can't be read: it has gone, or its name may not be seen");
return ExitCodes.Usage;
