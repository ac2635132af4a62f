using System.Globalization;
using AgentMonitor.Executions;

namespace AgentMonitor.TestKit;

/// <summary>
/// Which calls of a store fail, and how, from one seed: as a service answers 408, 410, 429, 449 or 503 and does
/// nothing, or does what it was told and loses the answer.
/// </summary>
public sealed class FaultPlan(int seed)
{
    private static readonly int[] Statuses = [408, 410, 429, 449, 503];

    private readonly Lock _gate = new();

    private readonly Random _random = new(seed);

    private readonly SortedDictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The share of calls that fail, from 0 to 1.</summary>
    public double Rate { get; set; }

    /// <summary>How often each kind of fault happened, for a test that must know that there were any.</summary>
    public IReadOnlyDictionary<string, int> Seen => _seen;

    public async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        var (fault, isApplied) = Next();
        if (fault is not null && !isApplied)
        {
            throw fault;
        }

        var answer = await call();
        return fault is null ? answer : throw fault;
    }

    private (StoreUnavailableException? Fault, bool IsApplied) Next()
    {
        lock (_gate)
        {
            if (_random.NextDouble() >= Rate)
            {
                return (null, false);
            }

            var isApplied = _random.Next(3) == 0;
            var status = Statuses[_random.Next(Statuses.Length)];
            var kind = isApplied ? "answer lost" : status.ToString(CultureInfo.InvariantCulture);
            _seen[kind] = _seen.GetValueOrDefault(kind) + 1;
            return (new StoreUnavailableException(
                status == 429 ? StoreFault.Overloaded : StoreFault.Unavailable, "The store answered " + kind + ".",
                TimeSpan.FromMilliseconds(_random.Next(100, 3000))), isApplied);
        }
    }
}
