using System.Net;
using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Access;

public sealed class FailureLimitTests : IAsyncLifetime
{
    private static readonly IPAddress Attacker = IPAddress.Parse("203.0.113.9");

    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task The_eleventh_failure_of_a_minute_is_the_last_that_is_looked_at()
    {
        await FailAsync(11);

        var sent = _api.GetAsync("/api/admin/metrics", TestApi.WrongToken);
        await sent.ProblemAsync(429);
        Assert.InRange((await sent).Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(429, await _api.GetAsync("/api/admin/metrics").StatusAsync());
        Assert.Equal(429, await _api.PostAsync("/api/executions", Records.Success("a")).StatusAsync());
    }

    [Fact]
    public async Task A_good_token_from_elsewhere_is_not_affected()
    {
        await FailAsync(12);

        _api.Remote = IPAddress.Parse("198.51.100.4");

        Assert.Equal(200, await _api.GetAsync("/api/admin/metrics").StatusAsync());
    }

    [Fact]
    public async Task A_good_token_in_use_behind_the_same_address_is_not_affected()
    {
        _api.Remote = Attacker;
        await _api.GetAsync("/api/admin/metrics").StatusAsync();
        await FailAsync(12);

        Assert.Equal(200, await _api.GetAsync("/api/admin/metrics").StatusAsync());
        Assert.Equal(429, await _api.GetAsync("/api/admin/metrics", TestApi.PreviousToken).StatusAsync());
    }

    [Fact]
    public async Task A_token_that_was_in_use_an_hour_ago_is_a_stranger_again()
    {
        _api.Remote = Attacker;
        await _api.GetAsync("/api/admin/metrics").StatusAsync();
        _api.Clock.Advance(TimeSpan.FromMinutes(61));
        await FailAsync(12);

        Assert.Equal(429, await _api.GetAsync("/api/admin/metrics").StatusAsync());
    }

    [Fact]
    public async Task A_key_that_was_taken_back_is_a_stranger_again_after_its_first_refusal()
    {
        _api.Remote = Attacker;
        await _api.PostAsync("/api/executions", Records.Success("a"), TestApi.Key).StatusAsync();
        _api.Keys.Replace([]);
        await FailAsync(12);

        Assert.Equal(403, await _api.PostAsync("/api/executions", Records.Success("b"), TestApi.Key).StatusAsync());
        Assert.Equal(429, await _api.PostAsync("/api/executions", Records.Success("b"), TestApi.Key).StatusAsync());
    }

    [Fact]
    public async Task A_forwarding_header_does_not_make_another_source()
    {
        _api.Remote = Attacker;
        var statuses = new List<int>();
        for (var attempt = 0; attempt < 13; attempt++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/admin/metrics")
            {
                Headers = { { "X-Forwarded-For", $"198.51.100.{attempt}" } },
            };
            statuses.Add(await _api.SendAsync(request, TestApi.WrongToken).StatusAsync());
        }

        Assert.Equal([.. Enumerable.Repeat(403, 11), 429, 429], statuses);
    }

    [Fact]
    public async Task After_the_minute_a_good_token_works_again()
    {
        await FailAsync(12);

        _api.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(200, await _api.GetAsync("/api/admin/metrics").StatusAsync());
    }

    [Fact]
    public async Task Asking_without_a_credential_is_no_failure()
    {
        _api.Remote = Attacker;
        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.Equal(401, await _api.GetAsync("/api/admin/metrics", token: null).StatusAsync());
        }

        Assert.Equal(200, await _api.GetAsync("/api/admin/metrics").StatusAsync());
    }

    private async Task FailAsync(int times)
    {
        _api.Remote = Attacker;
        for (var attempt = 0; attempt < times; attempt++)
        {
            await _api.GetAsync("/api/admin/metrics", TestApi.WrongToken).StatusAsync();
        }
    }
}
