using System.Globalization;
using System.Text.Json;
using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Alerts;

/// <summary>Alerts that are over, newest first.</summary>
public sealed record AlertHistoryPage(IReadOnlyList<Alert> Alerts, string? NextCursor);

/// <summary>Keeps what is over, each alert in a document under its id, so that writing it twice is writing it once.</summary>
public sealed class AlertHistory(IStateStore state, AlertOptions options, TimeProvider clock)
{
    /// <summary>Beyond it the oldest go before their time.</summary>
    public const int Most = 2000;

    public async ValueTask<AlertHistoryPage> ListAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var before = cursor is null ? (long.MaxValue, "") : Parse(cursor);
        var found = (await ReadAsync(cancellationToken).ConfigureAwait(false))
            .Where(alert => Order(alert).CompareTo(before) < 0).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        return new AlertHistoryPage(page, found.Count > limit ? Cursor(page[^1]) : null);
    }

    public async ValueTask SaveAsync(Alert alert, CancellationToken cancellationToken) =>
        await state.TrySaveAsync(
            new StateDocument(StateKinds.AlertHistory, alert.Id, JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.Alert)),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes what is older than it has to be kept; how many.</summary>
    public async ValueTask<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.HistoryDays);
        var old = (await ReadAsync(cancellationToken).ConfigureAwait(false))
            .Where((alert, index) => index >= Most || alert.ResolvedAt < before).ToList();
        foreach (var alert in old)
        {
            await state.DeleteAsync(StateKinds.AlertHistory, alert.Id, cancellationToken).ConfigureAwait(false);
        }

        return old.Count;
    }

    /// <summary>Takes a user's id out of what is kept, and alerts of some subjects away.</summary>
    public async ValueTask ForgetAsync(string userId, IReadOnlySet<string> subjects, CancellationToken cancellationToken)
    {
        foreach (var document in await state.ListAsync(StateKinds.AlertHistory, cancellationToken).ConfigureAwait(false))
        {
            var alert = Read(document);
            var erased = AlertErasure.Of(alert, userId, subjects);
            if (erased is null)
            {
                await state.DeleteAsync(document.Kind, document.Id, cancellationToken).ConfigureAwait(false);
            }
            else if (!ReferenceEquals(erased, alert))
            {
                // What is over changes no more, so nobody can have been quicker but the sweep.
                await state.TrySaveAsync(
                    document with { Utf8Json = JsonSerializer.SerializeToUtf8Bytes(erased, AlertJson.Default.Alert) }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<List<Alert>> ReadAsync(CancellationToken cancellationToken) =>
    [
        .. (await state.ListAsync(StateKinds.AlertHistory, cancellationToken).ConfigureAwait(false))
            .Select(Read)
            .OrderByDescending(Order),
    ];

    private static Alert Read(StateDocument document) =>
        JsonSerializer.Deserialize(document.Utf8Json.Span, AlertJson.Default.Alert)!;

    private static (long Ticks, string Id) Order(Alert alert) => (alert.ResolvedAt?.UtcTicks ?? 0, alert.Id);

    private static string Cursor(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{Order(alert).Ticks}_{alert.Id}");

    private static (long Ticks, string Id) Parse(string cursor) =>
        cursor.Split('_', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, id)
            : throw new InvalidCursorException();
}
