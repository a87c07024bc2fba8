using DataGate.Tool;

return CommandLine.Run(args, Host.OfProcess());
