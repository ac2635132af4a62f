using System.Runtime.InteropServices;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>Writes segments and their blocks, and clears away the blocks of segments that are no more.</summary>
internal sealed class SegmentTable(Connection connection) : IDisposable
{
    private readonly Statement _insert = connection.Prepare(
        "INSERT INTO segments(id, first_seq, last_seq, ids, id_bits, filter, fences) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    private readonly Statement _delete = connection.Prepare("DELETE FROM segments WHERE id = ?1");
    private readonly Statement _insertIds = connection.Prepare("INSERT INTO id_blocks(id, body) VALUES(?1, ?2)");
    private readonly Statement _insertList = connection.Prepare("INSERT INTO list_blocks(id, body) VALUES(?1, ?2)");
    private readonly Statement _discard = connection.Prepare("INSERT INTO discarded(segment) VALUES(?1)");
    private readonly Statement _keep = connection.Prepare("DELETE FROM discarded WHERE segment = ?1");
    private readonly Statement _discarded = connection.Prepare("SELECT segment FROM discarded WHERE segment <> ?1 LIMIT 1");
    private readonly Statement _number = connection.Prepare("UPDATE meta SET segment = segment + 1 RETURNING segment");

    private readonly Statement _clearIds = connection.Prepare(
        "DELETE FROM id_blocks WHERE id IN (SELECT id FROM id_blocks WHERE id >= ?1 AND id < ?2 LIMIT ?3)");

    private readonly Statement _clearLists = connection.Prepare(
        "DELETE FROM list_blocks WHERE id IN (SELECT id FROM list_blocks WHERE id >= ?1 AND id < ?2 LIMIT ?3)");

    private readonly ByteBuffer _filter = new();
    private readonly ByteBuffer _fences = new();

    public void InsertIds(long segment, int block, ReadOnlySpan<byte> body) =>
        _insertIds.Bind(1, Segment.RowOf(segment, block)).Bind(2, body).Run();

    public void InsertList(long segment, int block, ReadOnlySpan<byte> body) =>
        _insertList.Bind(1, Segment.RowOf(segment, block)).Bind(2, body).Run();

    public void Insert(Segment segment) =>
        _insert.Bind(1, segment.Id).Bind(2, segment.First).Bind(3, segment.Last)
            .Bind(4, segment.Ids).Bind(5, segment.PartitionBits)
            .Bind(6, Sealed(_filter, MemoryMarshal.AsBytes(segment.Filter.Words)))
            .Bind(7, Sealed(_fences, MemoryMarshal.AsBytes(segment.Fences.AsSpan())))
            .Run();

    public void Delete(long segment) => _delete.Bind(1, segment).Run();

    /// <summary>From now on, and after a crash, blocks under this number belong to nobody.</summary>
    public void Discard(long segment) => _discard.Bind(1, segment).Run();

    public void Keep(long segment) => _keep.Bind(1, segment).Run();

    /// <summary>A number that no segment had before: whoever knows a segment by it never takes it for another.</summary>
    public long NextId()
    {
        _number.Step();
        var number = _number.Number(0);
        _number.Run();
        return number;
    }

    /// <summary>
    /// Deletes so many blocks at most of discarded segments, but not of the one that is being written; how many of those
    /// segments or blocks there were.
    /// </summary>
    public int Clear(int blocks, long except)
    {
        var cleared = 0;
        while (blocks > 0 && _discarded.Bind(1, except).Step())
        {
            var segment = _discarded.Number(0);
            _discarded.Reset();
            cleared++;
            blocks -= Clear(_clearIds, segment, blocks);
            blocks -= Clear(_clearLists, segment, blocks);
            if (blocks > 0)
            {
                Keep(segment);
            }
        }

        _discarded.Reset();
        return cleared;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[
            _insert, _delete, _insertIds, _insertList, _discard, _keep, _discarded, _number, _clearIds, _clearLists])
        {
            statement.Dispose();
        }
    }

    private int Clear(Statement clear, long segment, int blocks)
    {
        clear.Bind(1, Segment.RowOf(segment, 0)).Bind(2, Segment.RowOf(segment + 1, 0)).Bind(3, blocks).Run();
        return connection.Changes;
    }

    private static ReadOnlySpan<byte> Sealed(ByteBuffer buffer, ReadOnlySpan<byte> body)
    {
        buffer.Clear();
        buffer.Write(body);
        SegmentBytes.Seal(buffer);
        return buffer.Written;
    }
}
