using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Segments;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Looks ids up in the index that the projector keeps.</summary>
internal sealed class IdIndexReader(Connection connection, SegmentCatalog catalog) : IDisposable
{
    private readonly SegmentReader _segments = new(connection, catalog);
    private bool _inSnapshot;

    /// <summary>Until it ends, look-ups see one state, and cost no locking each.</summary>
    public void BeginSnapshot()
    {
        _segments.BeginSnapshot();
        _inSnapshot = true;
    }

    public void EndSnapshot()
    {
        _inSnapshot = false;
        _segments.EndSnapshot();
    }

    public bool TryFind(IdHash hash, out KnownId known)
    {
        known = _inSnapshot ? _segments.Find(hash) : FindAlone(hash);
        return known != default;
    }

    public void Dispose()
    {
        _segments.Dispose();
        connection.Dispose();
    }

    private KnownId FindAlone(IdHash hash)
    {
        try
        {
            _segments.BeginSnapshot();
            return _segments.Find(hash);
        }
        finally
        {
            _segments.EndSnapshot();
        }
    }
}
