using System.Globalization;
using System.Text.Json.Nodes;
using AgentMonitor.Access;
using AgentMonitor.Contracts.Recount;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Tests.Api;
using Xunit;

namespace AgentMonitor.Http.Tests.Time;

public sealed class ClockTests : IAsyncLifetime
{
    private static readonly string[] Instants =
    [
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000001Z", "0001-01-01T00:00:00+14:00", "1969-12-31T23:59:59Z",
        "2026-03-29T01:30:00Z", "2026-10-25T01:30:00+02:00", "2026-10-25T01:30:00+01:00", "2026-10-20T12:00:00Z",
        "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999-14:00",
    ];

    private static readonly long[] Durations = [-1, 0, 1, 86_400_000, long.MaxValue, long.MinValue];

    private readonly HashSet<int> _statuses = [];

    private TestApi _api = null!;

    private int _sent;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_clock_that_jumps_a_day_either_way_causes_no_server_error_and_no_drift()
    {
        foreach (var hours in (double[])[0, 24, -24, -24, 24, 48, -72, 0.5, -0.5, 24])
        {
            _api.Clock.Advance(TimeSpan.FromHours(hours));
            await SendAsync();
            await AskAsync();
        }

        await CheckAsync();
        Assert.Contains(201, _statuses);
    }

    [Fact]
    public async Task Executions_at_the_ends_of_time_cause_no_server_error_and_no_drift()
    {
        foreach (var started in Instants)
        {
            foreach (var ended in Instants)
            {
                await SendAsync($"\"started_at\":\"{started}\",\"ended_at\":\"{ended}\"");
            }

            foreach (var duration in Durations)
            {
                await SendAsync($"\"created_at\":\"{started}\",\"execution_time_ms\":{duration}");
            }
        }

        await AskAsync();
        await CheckAsync();
        Assert.Contains(201, _statuses);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2106-02-07T06:28:15Z")]
    [InlineData("9990-12-31T23:59:59.9999999Z")]
    public async Task A_clock_that_was_never_set_or_ran_away_causes_no_server_error_and_no_drift(string now)
    {
        _api.Clock.MoveTo(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        await SendAsync();
        await SendAsync("\"created_at\":\"2026-10-20T12:00:00Z\",\"execution_time_ms\":5");
        await AskAsync();
        await CheckAsync();
    }

    [Theory]
    [InlineData("from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")]
    [InlineData("from=9999-12-31T23:59:59Z&to=9999-12-31T23:59:59.9999999Z")]
    [InlineData("from=0001-01-01T00:00:00Z&to=0001-01-01T00:00:01Z")]
    [InlineData("from=2026-10-25T00:30:00Z&to=2026-10-25T02:30:00Z&tz=Europe/Berlin")]
    [InlineData("hours=2147483647")]
    [InlineData("hours=-1")]
    public async Task A_window_at_the_ends_of_time_causes_no_server_error(string window)
    {
        await SendAsync();
        await _api.ProjectAsync();

        foreach (var path in (string[])["/api/admin/metrics", "/api/admin/agents", "/api/admin/errors"])
        {
            Assert.InRange(await _api.GetAsync(path + "?" + window).StatusAsync(), 200, 499);
        }
    }

    private async Task SendAsync(string more = "\"execution_time_ms\":5")
    {
        var number = _sent++;
        foreach (var status in (string[])["success", "failure", "running"])
        {
            var record = $$"""{"execution_id":"{{status}}-{{number}}","agent_name":"tutor","status":"{{status}}","user_id":"u1",{{more}}}""";
            await NoteAsync(_api.PostAsync("/api/executions", record));
        }

        await NoteAsync(_api.PostAsync($"/api/executions/running-{number}/complete", "{\"status\":\"success\"," + more + "}"));
    }

    private async Task AskAsync()
    {
        await _api.ProjectAsync();
        foreach (var route in Routes.All.Where(route => route is { Method: "GET", Access: AccessClass.Admin, Name: not "stream" }))
        {
            await NoteAsync(_api.GetAsync("/" + route.Pattern.Replace("{id}", "success-0").Replace("{user_id}", "u1")));
        }
    }

    private async Task NoteAsync(Task<HttpResponseMessage> sent)
    {
        var status = await sent.StatusAsync();
        Assert.InRange(status, 200, 499);
        _statuses.Add(status);
    }

    private async Task CheckAsync()
    {
        await _api.ProjectAsync();
        var stored = (await _api.Store.ReadAsync(0, int.MaxValue, CancellationToken.None)).Items
            .Select(item => item.Execution).Where(execution => execution.EndedAt is not null).ToList();
        await RecountAssert.EqualsRecountAsync(_api.Store.Rollups, stored, "clocks");
        Assert.Equal(0, await _api.Store.CountAsync(CancellationToken.None));

        _api.Clock.MoveTo(TestKit.Some.Noon);
        var report = (await _api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken).JsonAsync())["report"] as JsonObject;
        Assert.Equal(0, (long?)report?["drift"]);
    }
}
