using AgentMonitor.Health;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_has_the_contract_s_shape()
    {
        await using var api = await TestApi.StartAsync();

        var health = await api.GetAsync("/api/health/quick").JsonAsync();

        health["memory_mb"] = 100;
        foreach (var (_, check) in health["checks"]!.AsObject())
        {
            check!["took_ms"] = 0;
        }

        Golden.Matches("health", health);
    }

    [Fact]
    public async Task Everything_that_works_is_ok()
    {
        await using var api = await TestApi.StartAsync();

        var health = await api.GetAsync("/api/health/quick").JsonAsync();
        await api.GetAsync("/healthz/live", null).JsonAsync();
        var ready = await api.GetAsync("/healthz/ready", null).JsonAsync();

        Assert.Equal("ok", (string?)health["status"]);
        Assert.Equal(["feed", "live", "store"], health["checks"]!.AsObject().Select(check => check.Key).Order());
        Assert.True((long)health["memory_mb"]! > 0);
        Assert.Equal("ready", (string?)ready["status"]);
    }

    [Fact]
    public async Task A_part_that_fails_is_down_and_says_no_more_than_that()
    {
        await using var api = await TestApi.StartAsync(configure: services =>
            services.AddSingleton<IHealthProbe>(new FailingProbe(new InvalidOperationException("/var/lib/secret.db"))));

        var health = await api.GetAsync("/api/health/quick").JsonAsync();
        await api.GetAsync("/healthz/ready", null).JsonAsync(ServiceUnavailable);
        await api.GetAsync("/healthz/live", null).JsonAsync();

        Assert.Equal("down", (string?)health["status"]);
        Assert.DoesNotContain("secret", health.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_hangs_is_not_waited_for()
    {
        await using var api = await TestApi.StartAsync(configure: services =>
            services.AddSingleton<IHealthProbe, HangingProbe>());

        var asked = api.GetAsync("/api/health/quick").JsonAsync();
        await ((HangingProbe)api.Services.GetServices<IHealthProbe>().Last()).Reached.Task;
        api.Clock.Advance(HealthCheck.Patience);

        Assert.Equal("Did not answer within 75 ms.", (string?)(await asked)["checks"]!["hanging"]!["detail"]);
    }

    private sealed class FailingProbe(Exception fault) : IHealthProbe
    {
        public string Name => "failing";

        public ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken) => throw fault;
    }

    private sealed class HangingProbe : IHealthProbe
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "hanging";

        public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
        {
            Reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return Finding.Ok;
        }
    }
}
