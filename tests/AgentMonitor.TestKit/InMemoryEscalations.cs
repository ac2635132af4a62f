using System.Collections.Concurrent;
using AgentMonitor.Escalations;
using AgentMonitor.Projection;
using AgentMonitor.Users;

namespace AgentMonitor.TestKit;

/// <summary>Escalations, made anew for each question from all that was projected; moves are kept until the end.</summary>
public sealed class InMemoryEscalations(Func<IReadOnlyList<FeedItem>> projected) : IEscalations
{
    private readonly ConcurrentDictionary<string, EscalationMove> _moves = new();

    private readonly ConcurrentDictionary<string, bool> _forgotten = new();

    public ValueTask<EscalationEntry?> FindAsync(string executionId, CancellationToken cancellationToken) =>
        new(Entries().FirstOrDefault(entry => entry.ExecutionId == executionId));

    public ValueTask<EscalationPage> ListAsync(
        EscalationFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = SeenCursor.Read(cursor);
        var found = Entries().Where(entry => filter.Matches(entry) && after.IsBefore(entry.RaisedAt, entry.ExecutionId))
            .OrderByDescending(entry => entry.RaisedAt).ThenByDescending(entry => entry.ExecutionId, StringComparer.Ordinal).ToList();
        var page = found.Take(limit).ToList();
        return new(new EscalationPage(
            page, found.Count > limit ? new SeenCursor(page[^1].RaisedAt, page[^1].ExecutionId).ToString() : null));
    }

    public ValueTask<EscalationCounts> CountAsync(
        DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom, CancellationToken cancellationToken) =>
        new(Entries().Aggregate(EscalationCounts.None, (counts, entry) => counts.Plus(
            entry.State, entry.Severity, entry.RaisedAt, entry.TakenAt, now, today, waitsFrom)));

    public ValueTask ApplyAsync(string executionId, EscalationMove move, CancellationToken cancellationToken)
    {
        _moves.AddOrUpdate(executionId, move, (_, stands) => stands.MovedAt > move.MovedAt ? stands : move);
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (var entry in Entries().Where(entry => entry.Raised.UserId == userId).ToList())
        {
            _forgotten[entry.ExecutionId] = true;
            _moves.TryRemove(entry.ExecutionId, out _);
        }

        return ValueTask.CompletedTask;
    }

    private IEnumerable<EscalationEntry> Entries() =>
        projected().Select(RaisedEscalation.Of).OfType<RaisedEscalation>().Where(raised => !_forgotten.ContainsKey(raised.ExecutionId)).GroupBy(raised => raised.ExecutionId, StringComparer.Ordinal)
            .Select(told => new EscalationEntry(told.Aggregate((one, other) => one.Merge(other)), _moves.GetValueOrDefault(told.Key)));
}
