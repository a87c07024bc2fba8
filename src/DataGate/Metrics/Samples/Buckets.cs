using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Which numbers came under a key before.</summary>
/// <param name="count">Numbers are below it.</param>
/// <param name="limit">Numbers that a key leads to at most: the first ones.</param>
/// <param name="keys">Keys that there will be, about.</param>
internal sealed class Buckets(int count, int limit, int keys)
{
    private readonly Dictionary<ulong, int> _slots = new(keys, SecretKeys.Comparer);
    private readonly List<(int Last, int Size)> _ends = new(keys);
    private readonly List<(int Number, int Before)> _entries = new(keys);
    private readonly int[] _seen = new int[count];
    private readonly List<int> _found = [];
    private readonly List<int> _open = [];

    /// <summary>The numbers entered under any of the keys, each once.</summary>
    public ReadOnlySpan<int> Find(int number, ReadOnlySpan<ulong> keys, int most)
    {
        _found.Clear();
        _open.Clear();
        foreach (var key in keys)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out var exists);
            if (!exists)
            {
                slot = _ends.Count;
                _ends.Add((-1, 0));
            }
            _open.Add(slot);
            for (var at = _ends[slot].Last; at >= 0 && _found.Count < most; at = _entries[at].Before)
            {
                var other = _entries[at].Number;
                // 0 is nobody's mark.
                if (_seen[other] == number + 1) continue;
                _seen[other] = number + 1;
                _found.Add(other);
            }
        }
        return CollectionsMarshal.AsSpan(_found);
    }

    /// <summary>Enters a number under the keys that it was last looked for with.</summary>
    public void Enter(int number)
    {
        foreach (var slot in _open)
        {
            var (last, size) = _ends[slot];
            if (size >= limit) continue;
            _ends[slot] = (_entries.Count, size + 1);
            _entries.Add((number, last));
        }
    }
}
