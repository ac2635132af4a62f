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
    private readonly Counter<long> _rejections;
    private readonly ApiHours _hours;
    private long _rejected;

    public ApiFigures(IMeterFactory meters, ApiHours hours)
    {
        _hours = hours;
        var meter = _meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>(
            "agentmonitor.http.request.duration", "s", "Time from the first header to the end of the answer.");
        _denied = meter.CreateCounter<long>("agentmonitor.http.denied", "{request}", "Requests turned away by the access check.");
        _records = meter.CreateCounter<long>("agentmonitor.http.records", "{record}", "Execution records by what became of them.");
        _rejections = meter.CreateCounter<long>(
            "agentmonitor.http.rejections", "{request}", "Requests with executions that were answered with 429 or 503.");
    }

    /// <summary>Tells this API's meter from another's in the same process.</summary>
    internal bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    /// <summary>Requests with executions that were turned away for want of room or of a store, since the start.</summary>
    public long Rejections => Volatile.Read(ref _rejected);

    internal void RequestEnded(Route route, int status, TimeSpan took)
    {
        _hours.Add(route, status, took);
        if (route.Access == AccessClass.Ingest && (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable))
        {
            Interlocked.Increment(ref _rejected);
            _rejections.Add(1, new KeyValuePair<string, object?>("status", status));
        }

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
