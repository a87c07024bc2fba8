using DataGate.Tool;

return await CommandLine.RunAsync(args, Host.OfProcess());
