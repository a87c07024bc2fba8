namespace DataGate.Scanning;

/// <summary>What the origin rules by file say of a file's records; neither: the file says nothing.</summary>
[Flags]
public enum FileOrigin : byte
{
    None = 0,
    Human = 1,
    Synthetic = 2,
}
