using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Numbers pairs of numbers in the order in which they are met: 0, 1, 2 …</summary>
/// <param name="expected">About how many pairs will be asked for; equal ones count.</param>
internal sealed class PairNumbers(int expected)
{
    private const int Least = 1 << 8, MostAtFirst = 1 << 22;
    private Slot[] _slots = Pages.Make<Slot>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, Least, MostAtFirst)));

    /// <summary>Different pairs so far.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a pair, both of 0 or more; its own if it is new.</summary>
    public int Of(int first, int second)
    {
        var pair = ((ulong)first << 32) | (uint)second;
        ref var slot = ref Find(_slots, pair);
        if (slot.Follower > 0) return slot.Follower - 1;
        slot = new Slot(pair, ++Count);
        // Half of the slots stay free.
        if (Count > _slots.Length / 2) Grow();
        return Count - 1;
    }

    /// <summary>Has the processor fetch what a pair will be looked up in.</summary>
    public unsafe void Prefetch(int first, int second)
    {
        if (!Sse.IsSupported) return;
        // An address that is outdated when it is used is fetched for nothing.
        Sse.Prefetch0(Unsafe.AsPointer(ref _slots[First(_slots, ((ulong)first << 32) | (uint)second)]));
    }

    /// <summary>Where a pair is looked for first: neighbouring ones would make long runs of taken slots.</summary>
    private static int First(Slot[] slots, ulong pair) => (int)SecretKeys.Slot(Hash64.Avalanche(pair), 64 - BitOperations.Log2((uint)slots.Length));

    private static ref Slot Find(Slot[] slots, ulong pair)
    {
        var at = First(slots, pair);
        while (slots[at].Follower > 0 && slots[at].Pair != pair) at = (at + 1) & (slots.Length - 1);
        return ref slots[at];
    }

    private void Grow()
    {
        var larger = Pages.Make<Slot>(_slots.Length * 2);
        foreach (var slot in _slots)
            if (slot.Follower > 0) Find(larger, slot.Pair) = slot;
        _slots = larger;
    }

    /// <summary>A pair, and the number after its own; 0: the slot is free.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Slot(ulong Pair, int Follower);
}
