using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Health.Sections;
using AgentMonitor.State;

namespace AgentMonitor.Heartbeats;

/// <summary>
/// Writes down, durably, in which minutes the monitor was up: one small document a day, which all instances share. A
/// minute that could not be written is kept and goes with the next.
/// </summary>
public sealed class HeartbeatLedger(IStateStore state, TimeProvider clock)
{
    /// <summary>What is shown reaches back thirty days; the rest is for whoever looks into the store.</summary>
    internal const int KeptDays = 90;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const string IdFormat = "yyyy-MM-dd";

    private readonly Recent<Dictionary<DateOnly, MinuteSet>> _recent = new(Fresh, clock);

    private readonly Lock _gate = new();

    // Of this process: what it has marked, and the part of it that is known to be stored.
    private readonly Dictionary<DateOnly, MinuteSet> _marked = [];

    private readonly Dictionary<DateOnly, MinuteSet> _stored = [];

    /// <summary>The monitor is up in this minute.</summary>
    public void Mark()
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            if (!_marked.TryGetValue(day, out var minutes))
            {
                _marked.Add(day, minutes = new MinuteSet());
            }

            minutes.Mark((int)now.UtcDateTime.TimeOfDay.TotalMinutes);
        }
    }

    /// <summary>Writes what is marked and not stored yet; nothing where there is nothing new.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var (day, minutes) in Unstored())
        {
            await Document(day).ChangeAsync(stored => stored.Plus(minutes), cancellationToken).ConfigureAwait(false);
            Stored(day, minutes);
        }
    }

    public async Task<UptimeReport> ReadAsync(CancellationToken cancellationToken)
    {
        var days = new Dictionary<DateOnly, MinuteSet>(await _recent.GetAsync(ListAsync, cancellationToken).ConfigureAwait(false));
        lock (_gate)
        {
            foreach (var (day, minutes) in _marked)
            {
                days[day] = minutes.Union(days.GetValueOrDefault(day) ?? minutes);
            }
        }

        return UptimeReport.Of(days, clock.GetUtcNow());
    }

    /// <summary>Deletes what is older than <see cref="KeptDays"/>.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-KeptDays);
        foreach (var document in await state.ListAsync(StateKinds.Uptime, cancellationToken).ConfigureAwait(false))
        {
            if (DayOf(document.Id) < oldest)
            {
                await state.DeleteAsync(StateKinds.Uptime, document.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Dictionary<DateOnly, MinuteSet>> ListAsync(CancellationToken cancellationToken)
    {
        var days = new Dictionary<DateOnly, MinuteSet>();
        foreach (var document in await state.ListAsync(StateKinds.Uptime, cancellationToken).ConfigureAwait(false))
        {
            if (DayOf(document.Id) is { } day
                && JsonSerializer.Deserialize(document.Utf8Json.Span, HeartbeatJson.Default.HeartbeatDay) is { } stored)
            {
                days[day] = stored.ToMinutes();
            }
        }

        return days;
    }

    private StateValue<HeartbeatDay> Document(DateOnly day) => new(
        state, StateKinds.Uptime, day.ToString(IdFormat, CultureInfo.InvariantCulture), HeartbeatJson.Default.HeartbeatDay,
        () => HeartbeatDay.Empty);

    private List<(DateOnly Day, MinuteSet Minutes)> Unstored()
    {
        lock (_gate)
        {
            return [.. _marked
                .Where(day => _stored.GetValueOrDefault(day.Key)?.Holds(day.Value) != true)
                .Select(day => (day.Key, day.Value.Union(day.Value)))];
        }
    }

    private void Stored(DateOnly day, MinuteSet minutes)
    {
        lock (_gate)
        {
            _stored[day] = minutes;

            // A day that is over and stored is the store's.
            if (day < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) && minutes.Holds(_marked[day]))
            {
                _marked.Remove(day);
                _stored.Remove(day);
            }
        }
    }

    private static DateOnly? DayOf(string id) =>
        DateOnly.TryParseExact(id, IdFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>As stored: the minutes of a day as base64.</summary>
internal sealed record HeartbeatDay(string Minutes)
{
    public static HeartbeatDay Empty { get; } = new(new MinuteSet().ToText());

    public MinuteSet ToMinutes() => MinuteSet.FindParsed(Minutes) ?? new MinuteSet();

    /// <summary>The same, where it holds them already.</summary>
    public HeartbeatDay Plus(MinuteSet minutes)
    {
        var mine = ToMinutes();
        return mine.Holds(minutes) ? this : new HeartbeatDay(mine.Union(minutes).ToText());
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HeartbeatDay))]
internal sealed partial class HeartbeatJson : JsonSerializerContext;
