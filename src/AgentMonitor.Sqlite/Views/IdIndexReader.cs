using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Looks ids up in the index that the projector keeps.</summary>
internal sealed class IdIndexReader(Connection connection) : IDisposable
{
    private readonly Statement _find = connection.Prepare("SELECT seq, late_seq FROM ids WHERE hash = ?1");
    private readonly Statement _begin = connection.Prepare("BEGIN");
    private readonly Statement _end = connection.Prepare("COMMIT");
    private bool _inSnapshot;

    /// <summary>Until it ends, look-ups see one state, and cost no locking each.</summary>
    public void BeginSnapshot()
    {
        _begin.Run();
        _inSnapshot = true;
    }

    public void EndSnapshot()
    {
        if (_inSnapshot)
        {
            _inSnapshot = false;
            _end.Run();
        }
    }

    public bool TryFind(IdHash hash, out KnownId known)
    {
        Span<byte> key = stackalloc byte[IdHash.Length];
        hash.Write(key);
        var found = _find.Bind(1, key).Step();
        known = found ? new KnownId(_find.Number(0), _find.Number(1)) : default;
        _find.Reset();
        return found;
    }

    public void Dispose()
    {
        _find.Dispose();
        _begin.Dispose();
        _end.Dispose();
        connection.Dispose();
    }
}
