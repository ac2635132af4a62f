using System.Text;
using System.Text.Json;
using AgentMonitor.Escalations;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Writes escalations. What records say and where an admin has put them are two columns, so that the projector never
/// touches a move; a row without records is in no list.
/// </summary>
internal sealed class EscalationsTable(Connection connection) : IDisposable
{
    private readonly Statement _find = connection.Prepare("SELECT own, move FROM escalations WHERE id = ?1");
    private readonly Statement _place = connection.Prepare(
        "INSERT OR REPLACE INTO escalations(id, state, severity, raised, taken, own, move) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    private readonly Statement _deleteBefore = connection.Prepare(
        "DELETE FROM escalations WHERE id IN (SELECT id FROM escalations WHERE raised < ?1 LIMIT ?2)");

    private readonly Statement _all = connection.Prepare("SELECT own, move FROM escalations");
    private readonly Statement _delete = connection.Prepare("DELETE FROM escalations WHERE id = ?1");

    public void Merge(RaisedEscalation raised)
    {
        var stands = Find(raised.ExecutionId);
        var merged = stands.Own?.Merge(raised) ?? raised;
        if (merged != stands.Own)
        {
            Place(raised.ExecutionId, stands with { Own = merged });
        }
    }

    public void Apply(string executionId, EscalationMove move)
    {
        var stands = Find(executionId);
        if (stands.Move is null || move.MovedAt >= stands.Move.MovedAt)
        {
            Place(executionId, stands with { Move = move });
        }
    }

    /// <summary>Deletes what the user's executions raised.</summary>
    public void ForgetUser(string userId)
    {
        var theirs = new List<string>();
        while (_all.Step())
        {
            if (EscalationRow.Read(_all).Own is { } own && own.UserId == userId)
            {
                theirs.Add(own.ExecutionId);
            }
        }

        theirs.ForEach(id => _delete.Bind(1, Encoding.UTF8.GetBytes(id)).Run());
    }

    /// <summary>How many went; fewer than <paramref name="limit"/> when none is left.</summary>
    public int DeleteBefore(DateTimeOffset instant, int limit)
    {
        _deleteBefore.Bind(1, instant.UtcTicks).Bind(2, limit).Run();
        return connection.Changes;
    }

    public void Dispose()
    {
        _find.Dispose();
        _place.Dispose();
        _deleteBefore.Dispose();
        _all.Dispose();
        _delete.Dispose();
    }

    private EscalationRow Find(string executionId)
    {
        var found = _find.Bind(1, Encoding.UTF8.GetBytes(executionId)).Step() ? EscalationRow.Read(_find) : default;
        _find.Reset();
        return found;
    }

    private void Place(string executionId, EscalationRow row)
    {
        var entry = row.Entry;
        _place.Bind(1, Encoding.UTF8.GetBytes(executionId))
            .Bind(2, (long?)entry?.State)
            .Bind(3, (long?)entry?.Severity)
            .Bind(4, entry?.RaisedAt.UtcTicks)
            .Bind(5, entry?.TakenAt?.UtcTicks);
        Bind(6, row.Own is null ? null : JsonSerializer.SerializeToUtf8Bytes(row.Own, EscalationRowJson.Default.RaisedEscalation));
        Bind(7, row.Move is null ? null : JsonSerializer.SerializeToUtf8Bytes(row.Move, EscalationRowJson.Default.EscalationMove));
        _place.Run();
    }

    private void Bind(int parameter, byte[]? json)
    {
        if (json is null)
        {
            _place.Bind(parameter, (long?)null);
        }
        else
        {
            _place.Bind(parameter, json);
        }
    }
}
