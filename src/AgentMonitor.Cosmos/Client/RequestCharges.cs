using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AgentMonitor.Health.Vitals;

namespace AgentMonitor.Cosmos.Client;

/// <summary>One kind of operation on one container: how many there were and what they cost together.</summary>
public readonly record struct OperationCharge(string Container, string Operation, long Count, double RequestUnits);

/// <summary>The request charge of every call, by container and kind; also published as a meter.</summary>
public sealed class RequestCharges : IStoreVitals, IDisposable
{
    public const string MeterName = "AgentMonitor.Cosmos";

    private readonly ConcurrentDictionary<(string Container, string Operation), Sum> _sums = new();

    private readonly Meter _meter = new(MeterName);

    private readonly Counter<double> _charges;

    private long _throttled;

    private long _executions;

    internal RequestCharges() => _charges = _meter.CreateCounter<double>("cosmos.request_units", unit: "RU");

    public IReadOnlyList<OperationCharge> All =>
        [.. _sums.Select(sum => sum.Value.Read(sum.Key.Container, sum.Key.Operation)).OrderBy(sum => (sum.Container, sum.Operation))];

    public double Total => All.Sum(sum => sum.RequestUnits);

    public StoreVitals Read()
    {
        var all = All;
        return new StoreVitals(StoreKind.Cosmos)
        {
            RequestUnits = all.Sum(sum => sum.RequestUnits),
            Throttled = Volatile.Read(ref _throttled),
            Operations = all.Sum(sum => sum.Count),
            Executions = Volatile.Read(ref _executions),
        };
    }

    /// <summary>The service said 429 so often, whether the SDK's next try went through or not.</summary>
    internal void Throttled(int answers) => Interlocked.Add(ref _throttled, answers);

    /// <summary>An execution that is new, for what one costs all in.</summary>
    internal void ExecutionCreated() => Interlocked.Increment(ref _executions);

    internal void Add(string container, string operation, double requestUnits)
    {
        _sums.GetOrAdd((container, operation), static _ => new Sum()).Add(requestUnits);
        _charges.Add(requestUnits, new("container", container), new("operation", operation));
    }

    public void Dispose() => _meter.Dispose();

    private sealed class Sum
    {
        private readonly Lock _gate = new();

        private long _count;

        private double _units;

        public void Add(double units)
        {
            lock (_gate)
            {
                _count++;
                _units += units;
            }
        }

        public OperationCharge Read(string container, string operation)
        {
            lock (_gate)
            {
                return new OperationCharge(container, operation, _count, _units);
            }
        }
    }
}
