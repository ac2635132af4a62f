using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;

namespace AgentMonitor.Tests.Projection;

/// <summary>Clients that send, and a feed that is followed, against a store with faults, all on one clock.</summary>
internal sealed class FaultStorm : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly TurnTaking _turns;

    private readonly FaultyStore _faulty;

    private readonly Random _random;

    private readonly CancellationTokenSource _stop = new();

    private readonly List<Task> _running = [];

    public FaultStorm(TurnTaking turns, InMemoryStore store, ManualClock clock, int seed)
    {
        (_turns, Store, Clock, Faults, _random) = (turns, store, clock, new FaultPlan(seed), new Random(seed));
        _faulty = new FaultyStore(store, Faults, clock);
        Follower = new FeedFollower(_faulty, new Projector(_faulty, new NoLiveUpdates()), clock);
        _running.Add(Follower.RunAsync(_stop.Token));
    }

    public InMemoryStore Store { get; }

    public ManualClock Clock { get; }

    public FaultPlan Faults { get; }

    public FeedFollower Follower { get; }

    public HashSet<string> Sent { get; } = [];

    public HashSet<string> Acknowledged { get; } = [];

    public void Dispose() => _stop.Dispose();

    public void StartClients(int count, DateTimeOffset until)
    {
        for (var client = 0; client < count; client++)
        {
            _running.Add(SendAsync(client, until));
        }
    }

    /// <summary>Lets time pass; each second has its own share of calls that fail, from none to all.</summary>
    public void Storm(TimeSpan length) => Pass(length, () => Faults.Rate = _random.Next(5) * 0.25);

    public void Calm(TimeSpan length) => Pass(length, () => Faults.Rate = 0);

    /// <summary>Stops, and rethrows what anybody died of.</summary>
    public void End()
    {
        _stop.Cancel();
        _turns.TakeAll();
        foreach (var task in _running)
        {
            if (!task.IsCompleted)
            {
                throw new InvalidOperationException("Somebody still waits after the end.");
            }

            task.GetAwaiter().GetResult();
        }
    }

    private void Pass(TimeSpan length, Action everySecond)
    {
        for (var left = length; left > TimeSpan.Zero; left -= Step)
        {
            if (left.Ticks % TimeSpan.TicksPerSecond == 0)
            {
                everySecond();
            }

            Clock.Advance(Step);
            _turns.TakeAll();
        }
    }

    private async Task SendAsync(int client, DateTimeOffset until)
    {
        for (var number = client * 100_000; Clock.GetUtcNow() < until; number++)
        {
            var execution = RandomExecutions.Next(_random, number, Clock.GetUtcNow());
            Sent.Add(execution.Id.Value);
            await SendUntilTakenAsync(execution);
            Acknowledged.Add(execution.Id.Value);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 1500)), Clock);
        }
    }

    private async Task SendUntilTakenAsync(Execution execution)
    {
        while (true)
        {
            TimeSpan wait;
            try
            {
                await _faulty.AppendAsync([execution], CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException fault)
            {
                wait = fault.RetryAfter;
            }

            await Task.Delay(wait, Clock);
        }
    }
}
