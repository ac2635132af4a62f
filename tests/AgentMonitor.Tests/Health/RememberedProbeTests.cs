using AgentMonitor.Health;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Health;

public sealed class RememberedProbeTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new(Some.Noon);

    private readonly CountingProbe _probe = new();

    [Fact]
    public async Task It_looks_once_in_five_minutes_and_tells_when_that_was()
    {
        var remembered = new RememberedProbe(_probe, FiveMinutes, _clock);
        await remembered.ProbeAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(4));

        var finding = await remembered.ProbeAsync(CancellationToken.None);

        Assert.Equal((1, Some.Noon), (_probe.Looks, finding.CheckedAt));
    }

    [Fact]
    public async Task Whoever_comes_after_that_gets_the_last_finding_and_sets_off_the_next_look()
    {
        var remembered = new RememberedProbe(_probe, FiveMinutes, _clock);
        await remembered.ProbeAsync(CancellationToken.None);
        _clock.Advance(FiveMinutes);
        _probe.Hold();

        var meanwhile = await remembered.ProbeAsync(CancellationToken.None);
        _probe.Release();

        Assert.Equal(Some.Noon, meanwhile.CheckedAt);
        await ReachAsync(async () => (await remembered.ProbeAsync(CancellationToken.None)).CheckedAt == Some.Noon + FiveMinutes);
        Assert.Equal(2, _probe.Looks);
    }

    [Fact]
    public async Task Whoever_has_no_time_for_the_first_look_is_told_so_and_the_look_goes_on()
    {
        var remembered = new RememberedProbe(_probe, FiveMinutes, _clock);
        _probe.Hold();
        using var impatient = new CancellationTokenSource();
        var asked = remembered.ProbeAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();

        Assert.Equal((HealthState.Ok, "Is being looked at for the first time."), ((await asked).State, (await asked).Sentence));
        _probe.Release();
        await ReachAsync(async () => (await remembered.ProbeAsync(CancellationToken.None)).CheckedAt == Some.Noon);
        Assert.Equal(1, _probe.Looks);
    }

    [Fact]
    public async Task What_fails_or_hangs_is_degraded_and_remembered_too()
    {
        var failing = new RememberedProbe(new FailingProbe(), FiveMinutes, _clock);
        Assert.Equal((HealthState.Degraded, "Failed: InvalidOperationException."), Told(await failing.ProbeAsync(CancellationToken.None)));

        var hanging = new RememberedProbe(_probe, FiveMinutes, _clock);
        _probe.Hold();
        var asked = hanging.ProbeAsync(CancellationToken.None).AsTask();
        await _probe.Reached;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((HealthState.Degraded, "Did not answer within 10 s."), Told(await asked));
    }

    private static (HealthState, string?) Told(Finding finding) => (finding.State, finding.Sentence);

    private static async Task ReachAsync(Func<Task<bool>> isThere)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isThere())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class CountingProbe : IHealthProbe
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private TaskCompletionSource? _held;

        private int _looks;

        public string Name => "models";

        public int Looks => Volatile.Read(ref _looks);

        public Task Reached => _reached.Task;

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            _reached.TrySetResult();
            await (_held?.Task ?? Task.CompletedTask);
            return Finding.Ok;
        }
    }

    private sealed class FailingProbe : IHealthProbe
    {
        public string Name => "models";

        public ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("secret");
    }
}
