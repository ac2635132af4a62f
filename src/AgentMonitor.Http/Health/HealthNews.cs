using System.Text.Json;
using AgentMonitor.Health;
using AgentMonitor.Http.Wire;
using AgentMonitor.Live;

namespace AgentMonitor.Http.Health;

/// <summary>Tells browsers when the state of a part is another than before. What was found first is no news.</summary>
internal sealed class HealthNews(ILiveSignals signals)
{
    private Dictionary<string, HealthState>? _last;

    /// <summary>One call at a time.</summary>
    public void Tell(HealthReport report)
    {
        var states = report.Parts.ToDictionary(part => part.Name, part => part.Finding.State, StringComparer.Ordinal);
        if (_last is { } last && states.Any(part => last.GetValueOrDefault(part.Key) != part.Value))
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(
                new HealthChangedDto(report.State, states), WireJson.Default.HealthChangedDto);
            signals.Publish(LiveSignal.HealthChanged(json));
        }

        _last = states;
    }
}

/// <summary>The data of a frame <c>health:changed</c>: the state as a whole, and that of each part.</summary>
internal sealed record HealthChangedDto(HealthState State, IReadOnlyDictionary<string, HealthState> Parts);
