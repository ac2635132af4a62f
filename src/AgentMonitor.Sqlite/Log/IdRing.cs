using System.Numerics;
using System.Runtime.InteropServices;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Ids of consecutive records in the order of their numbers, found by hash: a record's place follows from its number,
/// so that one takes 24 bytes and its bucket 4. Added at the new end, dropped at the old; not safe for threads.
/// </summary>
internal sealed class IdRing
{
    private const int LeastCapacity = 1024;
    private const int None = -1;
    private Slot[] _slots = new Slot[LeastCapacity];
    private int[] _buckets = NewBuckets(LeastCapacity);
    private long _first = 1;
    private long _end;

    /// <summary>From the oldest record to the newest.</summary>
    public int Count => (int)(_end - _first + 1);

    /// <summary>What is not newer than all before it is here already.</summary>
    public void Add(IdHash hash, long number, bool late)
    {
        if (number <= _end)
        {
            return;
        }

        if (Count == 0)
        {
            _first = number;
        }

        // A number without an id, which is one that could not be read, keeps its empty place.
        var wanted = number - _first + 1;
        if (wanted > _slots.Length)
        {
            Resize(checked((int)BitOperations.RoundUpToPowerOf2((ulong)wanted)));
        }

        for (var skipped = Math.Max(_end + 1, _first); skipped < number; skipped++)
        {
            _slots[PlaceOf(skipped)] = default;
        }

        _end = number;
        _slots[PlaceOf(number)] = new Slot { High = (ulong)(hash.Value >> 64), Low = (ulong)hash.Value, Late = late, IsTaken = true };
        Link(PlaceOf(number));
    }

    /// <summary>The newest record of an id.</summary>
    public bool TryFind(IdHash hash, out long number, out bool late)
    {
        var (high, low) = ((ulong)(hash.Value >> 64), (ulong)hash.Value);
        for (var place = _buckets[BucketOf(low)]; place != None; place = _slots[place].Next)
        {
            ref var slot = ref _slots[place];
            if (slot.Low == low && slot.High == high)
            {
                number = NumberAt(place);
                late = slot.Late;
                return true;
            }
        }

        (number, late) = (0, false);
        return false;
    }

    public void DropThrough(long number)
    {
        for (var last = Math.Min(number, _end); _first <= last; _first++)
        {
            Unlink(PlaceOf(_first));
        }

        // After a burst the memory is given back.
        if (_slots.Length > LeastCapacity && Count < _slots.Length / 8)
        {
            Resize(Math.Max(LeastCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)Count * 2)));
        }
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, None);
        return buckets;
    }

    private int PlaceOf(long number) => (int)(number & (_slots.Length - 1));

    private int BucketOf(ulong low) => (int)(low & (uint)(_buckets.Length - 1));

    private long NumberAt(int place) => _first + ((place - PlaceOf(_first)) & (_slots.Length - 1));

    // The newest first, so that it is the one that is found.
    private void Link(int place)
    {
        ref var bucket = ref _buckets[BucketOf(_slots[place].Low)];
        _slots[place].Next = bucket;
        bucket = place;
    }

    // The oldest of all is the last of its bucket.
    private void Unlink(int place)
    {
        if (!_slots[place].IsTaken)
        {
            return;
        }

        ref var link = ref _buckets[BucketOf(_slots[place].Low)];
        while (link != place)
        {
            link = ref _slots[link].Next;
        }

        link = None;
    }

    private void Resize(int capacity)
    {
        var (slots, from) = (_slots, PlaceOf(_first));
        var count = Count;
        _slots = new Slot[capacity];
        _buckets = NewBuckets(capacity);
        for (var i = 0; i < count; i++)
        {
            var place = PlaceOf(_first + i);
            _slots[place] = slots[(from + i) & (slots.Length - 1)];
            if (_slots[place].IsTaken)
            {
                Link(place);
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public ulong High;
        public ulong Low;
        public int Next;
        public bool Late;
        public bool IsTaken;
    }
}
