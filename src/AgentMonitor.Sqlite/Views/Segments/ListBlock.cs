using System.Buffers.Binary;
using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// A sorted stretch of list entries, key by key: the key, the length of its numbers in bytes, and the numbers as
/// distances, the first from the segment's first record, each other from the one before it.
/// </summary>
internal ref struct ListBlock(ReadOnlySpan<byte> stored, long first)
{
    private CompactReader _rest = new(SegmentBytes.Open(stored));
    private ReadOnlySpan<byte> _numbers;

    public long Key { get; private set; }

    public bool MoveNextKey()
    {
        if (_rest.IsAtEnd)
        {
            return false;
        }

        Key = BinaryPrimitives.ReadInt64LittleEndian(_rest.ReadRaw(sizeof(long)));
        _numbers = _rest.ReadBytes();
        return true;
    }

    /// <summary>Adds the key's numbers, oldest first.</summary>
    public readonly void ReadInto(List<long> numbers)
    {
        var number = first;
        var rest = new CompactReader(_numbers);
        while (!rest.IsAtEnd)
        {
            number += (long)rest.ReadUnsigned();
            numbers.Add(number);
        }
    }
}
