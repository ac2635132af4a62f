using System.Text;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>Reads escalations; lent by a pool.</summary>
internal sealed class EscalationReader(Connection connection) : IDisposable
{
    private readonly Statement _find = connection.Prepare("SELECT own, move FROM escalations WHERE id = ?1");
    private readonly Statement _all = connection.Prepare(
        """
        SELECT own, move FROM escalations WHERE state IS NOT NULL AND (raised < ?1 OR (raised = ?1 AND id < ?2))
        ORDER BY raised DESC, id DESC LIMIT ?3
        """);

    private readonly Statement _ofState = connection.Prepare(
        """
        SELECT own, move FROM escalations WHERE state = ?4 AND (raised < ?1 OR (raised = ?1 AND id < ?2))
        ORDER BY raised DESC, id DESC LIMIT ?3
        """);

    private readonly Statement _counts = connection.Prepare(
        """
        SELECT
            state,
            count(*),
            sum(severity IS ?4),
            sum(raised >= ?2),
            sum(state <> ?5 OR raised >= ?3),
            sum(CASE WHEN state <> ?5 OR raised >= ?3 THEN max(0, (coalesce(taken, ?1) - raised) / 10000) ELSE 0 END)
        FROM escalations WHERE state IS NOT NULL GROUP BY state
        """);

    public EscalationEntry? Find(string executionId)
    {
        var found = _find.Bind(1, Encoding.UTF8.GetBytes(executionId)).Step() ? EscalationRow.Read(_find).Entry : null;
        _find.Reset();
        return found;
    }

    public EscalationPage List(EscalationFilter filter, in SeenCursor after, int limit, int stretch)
    {
        var statement = filter.State is { } state ? _ofState.Bind(4, (long)state) : _all;
        statement.Bind(1, after.At.UtcTicks).Bind(2, Encoding.UTF8.GetBytes(after.Id)).Bind(3, stretch + 1);
        var page = new SightingPage<EscalationEntry>(limit, stretch, wanted: stretch);
        while (page.WantsMore && statement.Step())
        {
            page.Look(EscalationRow.Read(statement).Entry, filter.Matches);
        }

        statement.Reset();
        return new EscalationPage(
            page.Items, page.Next is { } next ? new SeenCursor(next.RaisedAt, next.ExecutionId).ToString() : null);
    }

    public EscalationCounts Count(DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom)
    {
        var counts = EscalationCounts.None;
        _counts.Bind(1, now.UtcTicks)
            .Bind(2, today.UtcTicks)
            .Bind(3, waitsFrom.UtcTicks)
            .Bind(4, (long)EscalationSeverity.Critical)
            .Bind(5, (long)EscalationState.Resolved);
        while (_counts.Step())
        {
            var (state, count) = ((EscalationState)_counts.Number(0), _counts.Number(1));
            counts = counts with
            {
                Pending = counts.Pending + (state == EscalationState.Pending ? count : 0),
                InProgress = counts.InProgress + (state == EscalationState.InProgress ? count : 0),
                Resolved = counts.Resolved + (state == EscalationState.Resolved ? count : 0),
                Critical = counts.Critical + (state == EscalationState.Resolved ? 0 : _counts.Number(2)),
                Today = counts.Today + _counts.Number(3),
                Waits = counts.Waits + _counts.Number(4),
                WaitMs = counts.WaitMs + _counts.Number(5),
            };
        }

        return counts;
    }

    public void Dispose()
    {
        _find.Dispose();
        _all.Dispose();
        _ofState.Dispose();
        _counts.Dispose();
        connection.Dispose();
    }
}
