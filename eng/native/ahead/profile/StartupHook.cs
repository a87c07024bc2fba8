using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Reflection;
using DataGate.AheadProfile;

/// <summary>Writes, as a process ends, which generic methods it compiled on the spot. The runtime finds it by this name, in no namespace.</summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime's name")]
internal sealed class StartupHook : EventListener
{
    private const int MethodLoadVerbose = 143;
    private const EventKeywords Jit = (EventKeywords)0x10;
    private const uint Dynamic = 1;

    private static readonly ConcurrentDictionary<ulong, bool> Methods = new();
    private static StartupHook? listener;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("DATAGATE_AHEAD") is not { Length: > 0 } path) return;
        listener = new StartupHook();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Thread.Sleep(500); // events are told with a delay
            listener.Dispose();
            Write(path);
        };
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(eventSource, EventLevel.Verbose, Jit);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId != MethodLoadVerbose || eventData.Payload is not { Count: > 5 } told) return;
        var flags = Convert.ToUInt32(told[5], CultureInfo.InvariantCulture);
        // What is compiled anew, because it runs often, was there already.
        if ((flags & Dynamic) == 0 && ((flags >> 7) & 7) is not (4 or 5)) Methods.TryAdd(Convert.ToUInt64(told[0], CultureInfo.InvariantCulture), true);
    }

    // Shared code is of types such as List<__Canon>, which only the runtime's own reflection gives the methods of.
    private static void Write(string path)
    {
        var core = typeof(object).Assembly;
        var handle = core.GetType("System.RuntimeMethodHandleInternal", throwOnError: true)!;
        var type = core.GetType("System.RuntimeType", throwOnError: true)!;
        var wrap = handle.GetConstructor(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance, [typeof(IntPtr)])!;
        var method = type.GetMethod("GetMethodBase", BindingFlags.NonPublic | BindingFlags.Static, [type, handle])!;
        var lines = Methods.Keys.Select(id => Generics.Line((MethodBase)method.Invoke(null, [null, wrap.Invoke([checked((IntPtr)(long)id)])])!)).OfType<string>();
        using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew));
        file.Write(Generics.Write(lines));
    }
}
