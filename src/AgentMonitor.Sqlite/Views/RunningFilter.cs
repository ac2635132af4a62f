using System.Buffers.Binary;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Tells of most ids, without looking, that they are not among those that run. What has run once stays marked, so a
/// transaction that is rolled back does no harm; when there are twice as many marks as when they were last made from the
/// table, they are made from it anew.
/// </summary>
internal sealed class RunningFilter
{
    private const int Bits = 1 << 20;

    private const int LeastCrowded = Bits / 4;

    private readonly ulong[] _marks = new ulong[Bits / 64];

    private int _count;

    private int _crowdedFrom = LeastCrowded;

    public bool IsCrowded => _count >= _crowdedFrom;

    public bool MayRun(ReadOnlySpan<byte> hash) => (_marks[Word(hash)] & Bit(hash)) != 0;

    public void Mark(ReadOnlySpan<byte> hash)
    {
        _marks[Word(hash)] |= Bit(hash);
        _count++;
    }

    /// <summary>Marks these and no others.</summary>
    public void Reset(IEnumerable<byte[]> hashes)
    {
        Array.Clear(_marks);
        _count = 0;
        foreach (var hash in hashes)
        {
            Mark(hash);
        }

        _crowdedFrom = Math.Max(LeastCrowded, _count * 2);
    }

    private static int Word(ReadOnlySpan<byte> hash) => (int)(Number(hash) >> 6) & ((Bits / 64) - 1);

    private static ulong Bit(ReadOnlySpan<byte> hash) => 1UL << (int)(Number(hash) & 63);

    private static uint Number(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt32BigEndian(hash[..IdHash.Length]);
}
