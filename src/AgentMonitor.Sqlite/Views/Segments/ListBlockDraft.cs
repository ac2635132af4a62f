using System.Buffers.Binary;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>A <see cref="ListBlock"/> being filled with entries in their order.</summary>
internal sealed class ListBlockDraft(long first)
{
    private const int FullLength = 8 << 10;
    private readonly ByteBuffer _block = new(2 * FullLength);
    private readonly CompactWriter _length = new();
    private readonly CompactWriter _numbers = new(FullLength);
    private ListEntry _last;

    public bool IsEmpty => _numbers.Length == 0;

    public bool IsFull => _block.Length + _numbers.Length >= FullLength;

    /// <summary>Its first entry.</summary>
    public ListEntry Fence { get; private set; }

    public void Add(ListEntry entry)
    {
        if (IsEmpty)
        {
            Fence = entry;
            _block.Clear();
        }
        else if (entry.Key != _last.Key)
        {
            EndKey();
        }

        _numbers.WriteUnsigned((ulong)(entry.Sequence - (_numbers.Length == 0 ? first : _last.Sequence)));
        _last = entry;
    }

    /// <summary>What is to be stored; the next entry begins another block.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        EndKey();
        SegmentBytes.Seal(_block);
        return _block.Written;
    }

    /// <summary>Gives its memory back; it is not used again.</summary>
    public void Release() => _block.Release();

    private void EndKey()
    {
        _length.Clear();
        _length.WriteUnsigned((ulong)_numbers.Length);
        BinaryPrimitives.WriteInt64LittleEndian(_block.GetSpan(sizeof(long)), _last.Key);
        _block.Advance(sizeof(long));
        _block.Write(_length.Written.Span);
        _block.Write(_numbers.Written.Span);
        _numbers.Clear();
    }
}
