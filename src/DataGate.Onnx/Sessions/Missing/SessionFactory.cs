namespace DataGate.Onnx.Sessions;

/// <summary>Stands in where ONNX Runtime could not be fetched when DataGate was built.</summary>
internal static class SessionFactory
{
    public static bool HasRuntime => false;

    public static OpenedSession Open(SessionRequest request) => new(
        null, "this DataGate was built without ONNX Runtime: install Node.js with npm, then build it again with 'dotnet build'", request.Device, Remark: null);
}
