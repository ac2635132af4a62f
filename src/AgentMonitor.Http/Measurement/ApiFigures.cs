using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentMonitor.Access;
using AgentMonitor.Http.Routing;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Measurement;

/// <summary>The API's own figures. Tags are route names, statuses and outcomes: never an id or an address.</summary>
public sealed class ApiFigures
{
    public const string MeterName = "AgentMonitor.Http";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _denied;
    private readonly Counter<long> _records;

    public ApiFigures(IMeterFactory meters)
    {
        var meter = _meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>(
            "agentmonitor.http.request.duration", "s", "Time from the first header to the end of the answer.");
        _denied = meter.CreateCounter<long>("agentmonitor.http.denied", "{request}", "Requests turned away by the access check.");
        _records = meter.CreateCounter<long>("agentmonitor.http.records", "{record}", "Execution records by what became of them.");
    }

    /// <summary>Tells this API's meter from another's in the same process.</summary>
    internal bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    internal void RequestEnded(Route route, int status, TimeSpan took)
    {
        if (_duration.Enabled)
        {
            _duration.Record(took.TotalSeconds, new TagList { { "route", route.Name }, { "status", status } });
        }
    }

    internal void AccessDenied(AccessOutcome outcome) =>
        _denied.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    internal void RecordEnded(string result)
    {
        if (_records.Enabled)
        {
            _records.Add(1, new KeyValuePair<string, object?>("result", result));
        }
    }
}
