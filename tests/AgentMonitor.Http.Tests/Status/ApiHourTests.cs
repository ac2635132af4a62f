using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Routing;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Status;

/// <summary>FEATURES.md: 000 "API endpoint metrics: endpoint, method, status, time, error", "hourly and daily aggregates".</summary>
public sealed class ApiHourTests
{
    private static readonly Route[] Measured = [.. Routes.All.Where(route => route.Shape is not null).Take(5)];

    private readonly ManualClock _clock = new(Some.Noon);

    private readonly InMemoryState _state = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Several_instances_sum_up_to_a_recount_of_the_calls_whenever_they_save_and_whoever_restarts(int seed)
    {
        var random = new Random(seed);
        var instances = Enumerable.Range(0, 3).Select(_ => new Instance(_state, _clock)).ToList();
        var calls = new List<Call>();
        for (var i = 0; i < 3000; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(random.Next(60)));
            var instance = random.Next(instances.Count);
            calls.Add(instances[instance].Call(random, _clock.GetUtcNow()));
            if (random.Next(20) == 0)
            {
                await instances[instance].Ledger.SaveAsync(CancellationToken.None);
            }

            if (random.Next(200) == 0)
            {
                await instances[instance].Ledger.SaveAsync(CancellationToken.None);
                instances[instance] = new Instance(_state, _clock);
            }
        }

        foreach (var instance in instances)
        {
            await instance.Ledger.SaveAsync(CancellationToken.None);
        }

        var answer = await new Instance(_state, _clock).Ledger.ReadAsync(CancellationToken.None);

        var now = _clock.GetUtcNow();
        var from = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(-23);
        var expected = calls.Where(call => call.At >= from)
            .GroupBy(call => (call.At.Date, call.At.Hour, call.Route))
            .ToDictionary(group => (group.Key.Date.AddHours(group.Key.Hour), group.Key.Route), group => Recount([.. group]));
        var found = answer.SelectMany(hour => hour.Endpoints.Select(endpoint => (Key: (hour.Start.UtcDateTime, endpoint.Key), endpoint.Value)))
            .ToDictionary(endpoint => endpoint.Key, endpoint => endpoint.Value);
        Assert.Equal(expected.OrderBy(entry => entry.Key), found.OrderBy(entry => entry.Key));
        Assert.True(calls.Any(call => call.At < from), "the calls fill more than a day");
    }

    [Fact]
    public async Task Calls_that_are_not_written_down_yet_are_in_the_answer_of_their_own_instance()
    {
        var instance = new Instance(_state, _clock);
        instance.Hours.Add(Measured[0], 200, TimeSpan.FromMilliseconds(2));

        var hour = Assert.Single(await instance.Ledger.ReadAsync(CancellationToken.None));

        Assert.Equal(1, hour.Endpoints[Measured[0].Name].Count);
        Assert.Empty(await new Instance(_state, _clock).Ledger.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_save_whose_answer_is_lost_counts_nothing_twice()
    {
        var faults = new FaultPlan(1) { Rate = 0.5 };
        var instance = new Instance(new FaultyState(_state, faults), _clock);
        for (var i = 0; i < 100; i++)
        {
            instance.Hours.Add(Measured[0], 200, TimeSpan.FromMilliseconds(2));
            await Record.ExceptionAsync(() => instance.Ledger.SaveAsync(CancellationToken.None));
        }

        faults.Rate = 0;
        instance.Hours.Add(Measured[0], 200, TimeSpan.FromMilliseconds(2));
        await instance.Ledger.SaveAsync(CancellationToken.None);

        var hour = Assert.Single(await new Instance(_state, _clock).Ledger.ReadAsync(CancellationToken.None));
        Assert.Equal(101, hour.Endpoints[Measured[0].Name].Count);
        Assert.NotEmpty(faults.Seen);
    }

    [Fact]
    public async Task Days_that_are_over_are_deleted_after_eight()
    {
        var instance = new Instance(_state, _clock);
        for (var day = 0; day < 20; day++)
        {
            instance.Hours.Add(Measured[0], 200, TimeSpan.FromMilliseconds(2));
            await instance.Ledger.SaveAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        await instance.Ledger.SweepAsync(CancellationToken.None);

        var kept = 0;
        for (var back = 0; back < 25; back++)
        {
            var day = _clock.GetUtcNow().AddDays(-back).UtcDateTime.ToString("yyyy-MM-dd", null);
            kept += (await _state.ListAsync(StateKinds.ApiHours + ":" + day, CancellationToken.None)).Count;
        }

        Assert.Equal(ApiHourLedger.KeptDays, kept);
    }

    [Fact]
    public void Files_and_streams_are_left_out()
    {
        var hours = new ApiHours(_clock);

        foreach (var route in Routes.All.Where(route => route.Shape is null))
        {
            hours.Add(route, 200, TimeSpan.FromHours(1));
        }

        Assert.Empty(hours.Read());
    }

    [Fact]
    public async Task Calls_from_many_threads_are_all_counted()
    {
        var hours = new ApiHours(_clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                hours.Add(Measured[0], i % 4 == 0 ? 500 : 200, TimeSpan.FromMicroseconds(i));
            }
        })));

        var endpoint = Assert.Single(hours.Read()).Endpoints[Measured[0].Name];
        Assert.Equal((80_000, 20_000, 0, 8L * (10_000L * 9_999 / 2), 9_999), (endpoint.Count, endpoint.Errors, endpoint.Refused, endpoint.TotalMicros, endpoint.MaxMicros));
    }

    private static EndpointSums Recount(List<Call> calls) => new(
        calls.Count,
        calls.Count(call => call.Status is 429 or >= 500),
        calls.Count(call => call.Status is >= 400 and < 500 and not 429),
        calls.Sum(call => call.Micros),
        calls.Max(call => call.Micros),
        calls.Max(call => call.At));

    private sealed record Call(DateTimeOffset At, string Route, int Status, long Micros);

    private sealed class Instance
    {
        public Instance(IStateStore state, TimeProvider clock)
        {
            Hours = new ApiHours(clock);
            Ledger = new ApiHourLedger(state, Hours, clock);
        }

        public ApiHours Hours { get; }

        public ApiHourLedger Ledger { get; }

        public Call Call(Random random, DateTimeOffset now)
        {
            var route = Measured[random.Next(Measured.Length)];
            int[] statuses = [200, 200, 200, 201, 404, 422, 429, 500, 503];
            var (status, micros) = (statuses[random.Next(statuses.Length)], random.Next(5_000_000));
            Hours.Add(route, status, TimeSpan.FromMicroseconds(micros));
            return new Call(now, route.Name, status, micros);
        }
    }
}
