using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentMonitor.Health.Sections;
using AgentMonitor.Rollups;
using AgentMonitor.State;

namespace AgentMonitor.Http.Measurement;

/// <summary>
/// Writes the API's hours down: one document for each hour and instance, which nobody else writes, so that saving again
/// is harmless and instances never meet. They are summed up when somebody asks.
/// </summary>
public sealed class ApiHourLedger(IStateStore state, ApiHours hours, TimeProvider clock)
{
    /// <summary>As long as minutes are kept by default.</summary>
    internal const int KeptDays = 8;

    private const int ShownHours = 24;

    // What a server that was off for a month left behind goes too.
    private const int SweptDays = 40;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly string _instance = Guid.NewGuid().ToString("N")[..12];

    private readonly Recent<Dictionary<string, ApiHour>> _recent = new(Fresh, clock);

    private readonly Dictionary<DateTimeOffset, Saved> _saved = [];

    /// <summary>Writes what changed since the last time. One call at a time.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var hour in hours.Read())
        {
            await SaveAsync(hour, cancellationToken);
        }

        var lastHour = TimeBucket.Floor(Grain.Hour, clock.GetUtcNow()) - Grain.Hour.Length();
        hours.Forget(lastHour);
        foreach (var old in _saved.Keys.Where(start => start < lastHour).ToList())
        {
            _saved.Remove(old);
        }
    }

    /// <summary>The last 24 hours of all instances, the current one included, oldest first; an hour without a call is left out.</summary>
    public async Task<IReadOnlyList<ApiHour>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var from = TimeBucket.Floor(Grain.Hour, now).AddHours(1 - ShownHours);
        var stored = await _recent.GetAsync(stop => ListAsync(from, now, stop), cancellationToken);

        // What is in memory is newer than what is stored of it.
        var all = new Dictionary<string, ApiHour>(stored, StringComparer.Ordinal);
        foreach (var hour in hours.Read())
        {
            all[IdOf(hour.Start)] = hour;
        }

        return [.. all.Values
            .Where(hour => hour.Start >= from)
            .GroupBy(hour => hour.Start)
            .OrderBy(hour => hour.Key)
            .Select(hour => new ApiHour(hour.Key, Sum(hour)))];
    }

    /// <summary>Deletes what is older than <see cref="KeptDays"/>.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow();
        for (var back = KeptDays + 1; back <= SweptDays; back++)
        {
            var kind = KindOf(today.AddDays(-back));
            foreach (var document in await state.ListAsync(kind, cancellationToken))
            {
                await state.DeleteAsync(kind, document.Id, cancellationToken);
            }
        }
    }

    internal static Dictionary<string, EndpointSums> Sum(IEnumerable<ApiHour> hours)
    {
        var sums = new Dictionary<string, EndpointSums>(StringComparer.Ordinal);
        foreach (var (name, endpoint) in hours.SelectMany(hour => hour.Endpoints))
        {
            sums[name] = sums.GetValueOrDefault(name, EndpointSums.None).Plus(endpoint);
        }

        return sums;
    }

    private async Task SaveAsync(ApiHour hour, CancellationToken cancellationToken)
    {
        var calls = hour.Endpoints.Values.Sum(endpoint => endpoint.Count);
        var (etag, savedCalls) = _saved.GetValueOrDefault(hour.Start, new Saved(null, 0));
        if (calls == savedCalls)
        {
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(hour, ApiHourJson.Default.ApiHour);
        var document = new StateDocument(KindOf(hour.Start), IdOf(hour.Start), json, etag);
        var written = await state.TrySaveAsync(document, cancellationToken);
        if (written is null)
        {
            // Nobody else writes it, so it was ours, and the answer to that was lost.
            var found = await state.FindAsync(document.Kind, document.Id, cancellationToken);
            written = await state.TrySaveAsync(document with { ETag = found?.ETag }, cancellationToken);
        }

        _saved[hour.Start] = written is null ? new Saved(null, 0) : new Saved(written, calls);
    }

    // A list of its own for each day, so that the last day is read without the others.
    private async Task<Dictionary<string, ApiHour>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ApiHour>(StringComparer.Ordinal);
        for (var day = TimeBucket.Floor(Grain.Day, from); day <= to; day = day.AddDays(1))
        {
            foreach (var document in await state.ListAsync(KindOf(day), cancellationToken))
            {
                if (JsonSerializer.Deserialize(document.Utf8Json.Span, ApiHourJson.Default.ApiHour) is { } hour)
                {
                    found[document.Id] = hour;
                }
            }
        }

        return found;
    }

    private static string KindOf(DateTimeOffset instant) =>
        StateKinds.ApiHours + ":" + instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string IdOf(DateTimeOffset start) =>
        start.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture) + "-" + _instance;

    private readonly record struct Saved(string? ETag, long Calls);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiHour))]
internal sealed partial class ApiHourJson : JsonSerializerContext;
