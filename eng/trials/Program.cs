using System.Globalization;
using DataGate.Trials;
using DataGate.Trials.Since;

// How trustworthy the verdicts are, measured: dotnet run -c Release --project eng/trials -- DATA [ladder|alarms|power|flicker|coverage|since]… > report.md
// DATA is a folder of JSONL sets (id, text, source, label); every set and every number below comes from it.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: trials DATA [ladder|alarms|power|flicker|coverage|since]…");
    return 2;
}
var data = args[0];
var wanted = args.Length > 1 ? args[1..] : ["ladder", "alarms", "power", "flicker", "coverage", "since"];
Console.WriteLine("# Trials of the verdict\n");
Console.WriteLine("Every policy is made by splitting its reference alone; no bound has seen the data that it judges. False-alarm rate: 1% a check.\n");
foreach (var suite in wanted)
{
    switch (suite)
    {
        case "ladder": Ladder.Run(data); break;
        case "alarms": Alarms.Run(data); break;
        case "power": Power.Run(data); break;
        case "flicker": Flicker.Run(data); break;
        case "coverage": Coverage.Run(data); break;
        case "since": Changes.Run(data); break;
        default: Console.Error.WriteLine($"there is no suite '{suite}'"); return 2;
    }
}
return 0;
