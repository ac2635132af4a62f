using System.Collections.Concurrent;
using AgentMonitor.Http.Routing;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Measurement;

/// <summary>
/// This process' own calls by hour and endpoint, in memory until they are written down, and an hour longer. Files and
/// streams are left out: how long they take is up to whoever reads them.
/// </summary>
public sealed class ApiHours(TimeProvider clock)
{
    private readonly Lock _gate = new();

    private readonly List<Hour> _hours = [];

    private volatile Hour? _current;

    internal void Add(Route route, int status, TimeSpan took)
    {
        if (route.Shape is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var hour = _current is { } current && current.Start <= now && now - current.Start < Grain.Hour.Length() ? current : Begin(now);
        hour.Endpoints.GetOrAdd(route.Name, static _ => new EndpointCounter()).Add(status, took, now);
    }

    /// <summary>Every hour that is still in memory, as it stands.</summary>
    internal IReadOnlyList<ApiHour> Read()
    {
        lock (_gate)
        {
            return [.. _hours.Select(hour => new ApiHour(
                hour.Start, hour.Endpoints.ToDictionary(endpoint => endpoint.Key, endpoint => endpoint.Value.Read(), StringComparer.Ordinal)))];
        }
    }

    /// <summary>Forgets what began before then, which is written down.</summary>
    internal void Forget(DateTimeOffset before)
    {
        lock (_gate)
        {
            _hours.RemoveAll(hour => hour.Start < before && hour != _current);
        }
    }

    private Hour Begin(DateTimeOffset now)
    {
        lock (_gate)
        {
            var start = TimeBucket.Floor(Grain.Hour, now);
            var hour = _hours.Find(known => known.Start == start);
            if (hour is null)
            {
                _hours.Add(hour = new Hour(start));
            }

            return _current = hour;
        }
    }

    private sealed record Hour(DateTimeOffset Start)
    {
        public ConcurrentDictionary<string, EndpointCounter> Endpoints { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>One hour of UTC: the sums of each endpoint, by the name of its route.</summary>
public sealed record ApiHour(DateTimeOffset Start, IReadOnlyDictionary<string, EndpointSums> Endpoints);
