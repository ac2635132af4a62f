using System.Globalization;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.State;

namespace AgentMonitor.Sqlite.State;

/// <summary>Reads documents; lent by a pool.</summary>
internal sealed class StateReader(Connection connection) : IDisposable
{
    private readonly Statement _find = connection.Prepare("SELECT version, body FROM state WHERE kind = ?1 AND id = ?2");
    private readonly Statement _list = connection.Prepare("SELECT version, body, id FROM state WHERE kind = ?1");

    public StateDocument? Find(string kind, string id)
    {
        var found = _find.Bind(1, kind).Bind(2, id).Step() ? Document(_find, kind, id) : null;
        _find.Reset();
        return found;
    }

    public List<StateDocument> List(string kind)
    {
        var found = new List<StateDocument>();
        for (_list.Bind(1, kind); _list.Step();)
        {
            found.Add(Document(_list, kind, _list.Text(2)));
        }

        return found;
    }

    public void Dispose()
    {
        _find.Dispose();
        _list.Dispose();
        connection.Dispose();
    }

    private static StateDocument Document(Statement row, string kind, string id) =>
        new(kind, id, row.Blob(1).ToArray(), row.Number(0).ToString(CultureInfo.InvariantCulture));
}
