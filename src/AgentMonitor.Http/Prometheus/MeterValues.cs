using System.Diagnostics.Metrics;

namespace AgentMonitor.Http.Prometheus;

/// <summary>
/// Adds up what this application's meters, and the runtime's, measure from its start on. The framework gives
/// measurements away and keeps none.
/// </summary>
public sealed class MeterValues : IDisposable
{
    private const string Runtime = "System.Runtime";

    private readonly MeterListener _listener = new();
    private readonly List<InstrumentValues> _instruments = [];

    /// <param name="meters">Whose meters are listened to; another application in the same process has its own.</param>
    public MeterValues(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) || instrument.Meter.Name == Runtime)
            {
                listener.EnableMeasurementEvents(instrument, Add(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Take(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Take(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Take(value, tags, state));
        _listener.Start();
    }

    /// <summary>Everything as it stands now, by name.</summary>
    internal IReadOnlyList<InstrumentValues> Read()
    {
        _listener.RecordObservableInstruments();
        lock (_instruments)
        {
            return [.. _instruments.OrderBy(instrument => instrument.Instrument.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((InstrumentValues)state!).Take(value, tags);

    private InstrumentValues Add(Instrument instrument)
    {
        var values = new InstrumentValues(instrument);
        lock (_instruments)
        {
            _instruments.Add(values);
        }

        return values;
    }
}
