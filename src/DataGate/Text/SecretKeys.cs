using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DataGate.Text;

/// <summary>
/// Where hash tables put their keys: multiply-shift hashing (Dietzfelbinger et al. 1997) by a secret number, new in each process, so that no data can be made whose keys all
/// fall into one place, which would take time without end. The hashes themselves have a seed that every author knows. Nothing that is measured depends on the secret.
/// </summary>
internal sealed class SecretKeys : IEqualityComparer<ulong>, IEqualityComparer<long>
{
    private static readonly ulong s_secret = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    private SecretKeys()
    {
    }

    /// <summary>For dictionaries.</summary>
    public static SecretKeys Comparer { get; } = new();

    /// <summary>The place of a key in a table of 2^(64 − <paramref name="shift"/>) slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Slot(ulong key, int shift) => (key * s_secret) >> shift;

    public bool Equals(ulong x, ulong y) => x == y;

    public bool Equals(long x, long y) => x == y;

    public int GetHashCode(ulong obj) => (int)Slot(obj, 32);

    public int GetHashCode(long obj) => (int)Slot((ulong)obj, 32);
}
