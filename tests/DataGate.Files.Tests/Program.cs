using DataGate.Files.Readers.Parquet.Apart;

// What reads Parquet apart from the tests: the tests' own assembly, as the tool does it.
return args is [ParquetApart.Command] ? ParquetApart.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput()) : 0;
