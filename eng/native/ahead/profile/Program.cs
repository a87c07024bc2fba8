using DataGate.AheadProfile;

// What is compiled at a start though it could have been compiled ahead, in three steps:
//   DATAGATE_AHEAD=FILE DOTNET_STARTUP_HOOKS=.../AheadProfile.dll dotnet dotnet-datagate.dll check ...    writes what one run compiled; FILE must not be there
//   dotnet AheadProfile.dll list FILE... > generics.txt                                                  what any of those runs did: the list that is committed
//   dotnet AheadProfile.dll profile generics.txt FOLDER REFERENCES ASSEMBLY...                           the same for crossgen2, a file for each assembly, at each publish
// A method that isn't there any longer is passed over: an old list costs time at a start, nothing else.
switch (args)
{
    case ["list", .. var runs] when runs.Length > 0:
        Console.Out.Write(Generics.Write(runs.SelectMany(File.ReadLines)));
        return 0;
    case ["profile", var list, var folder, var references, .. var assemblies] when assemblies.Length > 0:
        using (var library = new Library([.. Directory.EnumerateFiles(references, "*.dll"), .. assemblies]))
        {
            var homes = new Homes(library, [.. assemblies.Select(path => Path.GetFileNameWithoutExtension(path))]);
            Directory.CreateDirectory(folder);
            foreach (var home in Generics.Read(File.ReadLines(list)).GroupBy(named => homes.Of(named.Type, named.Method), StringComparer.Ordinal))
                Profile.Write(Path.Combine(folder, home.Key + ".mibc"), home.Key, home, library);
        }
        return 0;
    default:
        Console.Error.WriteLine("AheadProfile list FILE... | profile LIST FOLDER REFERENCES ASSEMBLY...");
        return 2;
}
