using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>Reads blocks of segments. What it gives is good until the next block is read.</summary>
internal sealed class BlockReader(Connection connection) : IDisposable
{
    private readonly Statement _ids = connection.Prepare("SELECT body FROM id_blocks WHERE id = ?1");
    private readonly Statement _list = connection.Prepare("SELECT body FROM list_blocks WHERE id = ?1");

    public IdBlock Ids(Segment segment, int partition)
    {
        _ids.Reset();
        return _ids.Bind(1, Segment.RowOf(segment.Id, partition)).Step()
            ? new IdBlock(_ids.Blob(0), segment.First)
            : throw SegmentBytes.Damaged();
    }

    public ListBlock List(Segment segment, int block)
    {
        _list.Reset();
        return _list.Bind(1, Segment.RowOf(segment.Id, block)).Step()
            ? new ListBlock(_list.Blob(0), segment.First)
            : throw SegmentBytes.Damaged();
    }

    /// <summary>Lets go of the block that was read last.</summary>
    public void Reset()
    {
        _ids.Reset();
        _list.Reset();
    }

    public void Dispose()
    {
        _ids.Dispose();
        _list.Dispose();
    }
}
