using System.Text.Json.Nodes;
using AgentMonitor.Alerts;
using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Live;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Admin;

/// <summary>
/// FEATURES.md: 001 "memory, cpu, db connections", "uptime"; 003 "cpu, memory, disk", "Lambda invocations, errors,
/// duration, throttles", "DynamoDB capacity, throttled, successful", "graceful when a source is away".
/// </summary>
public sealed class HealthDetailsTests
{
    [Fact]
    public async Task Health_in_detail_has_the_contract_s_shape()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/executions", Records.Success("a")).StatusAsync();
        await api.ProjectAsync();
        await BeatAsync(api, minutes: 2);

        // Its body is let go after its answer has gone out.
        await Eventually.TrueAsync(() => api.Services.GetRequiredService<IngestLoad>().Bytes == 0);
        var health = await api.GetAsync("/api/admin/health").JsonAsync();

        Golden.Matches("health-details", Settled(health));
    }

    [Fact]
    public async Task Every_section_that_can_be_had_is_live()
    {
        await using var api = await TestApi.StartAsync();

        var health = await api.GetAsync("/api/admin/health").JsonAsync();

        Assert.Equal("ok", (string?)health["state"]);
        Assert.All(health["sections"]!.AsObject(), section => Assert.Equal("live", (string?)section.Value));
        Assert.Equal("server", (string?)health["process"]!["host"]);
        Assert.Null(health["functions"]);
        Assert.Null(health["store"]!["request_units"]);
        Assert.Null(health["process"]!["disk_free_mb"]);
    }

    [Fact]
    public async Task A_webhook_that_is_set_is_a_part_that_nobody_is_asked_about()
    {
        var options = new AlertOptions { WebhookUrl = "https://hooks.example.org/secret", WebhookSecret = "0123456789abcdef" };
        await using var api = await TestApi.StartAsync(configure: services => services.AddSingleton(options));

        var webhook = (await api.GetAsync("/api/admin/health").JsonAsync())["dependencies"]!.AsArray()
            .Single(part => (string?)part!["name"] == "webhook")!;

        Assert.Equal(("ok", "Nothing has been delivered yet."), ((string?)webhook["state"], (string?)webhook["sentence"]));
        Assert.Equal("""{"unsent_notices":0,"failing_seconds":null,"last_delivery_seconds":null}""", webhook["figures"]!.ToJsonString());
    }

    [Fact]
    public async Task While_the_store_is_away_the_last_figures_are_shown_with_their_time_and_what_never_was_is_null()
    {
        var store = new AwayStore();
        await using var api = await TestApi.StartAsync(configure: store.Configure);
        await api.GetAsync("/api/admin/health").JsonAsync();
        var then = api.Clock.GetUtcNow();
        api.Clock.Advance(TimeSpan.FromMinutes(10));
        store.IsAway = true;

        var health = await api.GetAsync("/api/admin/health").JsonAsync();

        Assert.Equal("stale", (string?)health["sections"]!["dead_letters"]);
        Assert.Equal("stale", (string?)health["sections"]!["uptime"]);
        Assert.Equal(then, (DateTimeOffset?)health["sections_as_of"]!["uptime"]);
        Assert.Equal(0, (int?)health["dead_letters"]);
        Assert.Equal("live", (string?)health["sections"]!["process"]);

        await using var fresh = await TestApi.StartAsync(configure: store.Configure);
        var nothing = await fresh.GetAsync("/api/admin/health").JsonAsync();
        Assert.Null(nothing["dead_letters"]);
        Assert.Null(nothing["uptime"]);
        Assert.Equal("unavailable", (string?)nothing["sections"]!["uptime"]);
    }

    [Fact]
    public async Task Requests_that_are_turned_away_are_counted_and_others_are_not()
    {
        var full = new StoreUnavailableException(StoreFault.Overloaded, "Full.", TimeSpan.FromSeconds(1));
        await using var api = await TestApi.StartAsync(configure: services => services.AddSingleton<IExecutionLog>(new FailingLog(full)));
        await api.PostAsync("/api/executions", Records.Success("a")).ProblemAsync(429);
        await api.PostAsync("/api/executions", Records.Success("b")).ProblemAsync(429);
        await api.PostAsync("/api/executions", "{").ProblemAsync(400);
        await api.GetAsync("/api/admin/metrics").JsonAsync();

        // A request is counted, and its body let go, after its answer has gone out.
        var (figures, load) = (api.Services.GetRequiredService<ApiFigures>(), api.Services.GetRequiredService<IngestLoad>());
        await Eventually.TrueAsync(() => figures.Rejections == 2 && load.Bytes == 0);
        var health = await api.GetAsync("/api/admin/health").JsonAsync();

        Assert.Equal(2, (int?)health["queue"]!["rejections"]);
        Assert.Equal(0, (int?)health["queue"]!["unanswered_bytes"]);
    }

    [Fact]
    public async Task The_figures_of_a_store_on_Cosmos_DB_have_request_units_and_no_files()
    {
        var vitals = new StillVitals
        {
            Vitals = new StoreVitals(StoreKind.Cosmos) { RequestUnits = 1234.567, Throttled = 3, Operations = 400, Executions = 100 },
        };
        await using var api = await TestApi.StartAsync(configure: services => services.AddSingleton<IStoreVitals>(vitals));

        var store = (await api.GetAsync("/api/admin/health").JsonAsync())["store"]!;

        Assert.Equal("cosmos", (string?)store["kind"]);
        Assert.Equal((1234.57m, 3, 400, 12.35m), ((decimal)store["request_units"]!, (int)store["throttled"]!, (int)store["operations"]!, (decimal)store["ru_per_execution"]!));
        Assert.Null(store["log_bytes"]);
        Assert.Null(store["last_commit_ms"]);
    }

    [Fact]
    public async Task The_minutes_in_which_it_was_up_are_written_down_and_survive_it()
    {
        var state = new InMemoryState();
        await using (var api = await TestApi.StartAsync(configure: services => services.AddSingleton<IStateStore>(state)))
        {
            await BeatAsync(api, minutes: 8);
        }

        await using var later = await TestApi.StartAsync(configure: services => services.AddSingleton<IStateStore>(state));
        later.Clock.Advance(TimeSpan.FromMinutes(10));

        var uptime = (await later.GetAsync("/api/admin/health").JsonAsync())["uptime"]!;

        Assert.Equal(0.8m, (decimal?)uptime["ratio_24h"]);
        Assert.Equal(Some.Noon, (DateTimeOffset?)uptime["since"]);
        Assert.Equal(30, uptime["days"]!.AsArray().Count);
        Assert.Null(uptime["days"]![0]!["ratio"]);
    }

    [Fact]
    public async Task Minutes_in_which_a_part_is_down_do_not_count_as_up()
    {
        var store = new AwayStore();
        await using var api = await TestApi.StartAsync(configure: store.Configure);
        await BeatAsync(api, minutes: 3);
        store.IsAway = true;
        await BeatAsync(api, minutes: 5);
        store.IsAway = false;
        await BeatAsync(api, minutes: 2);

        var uptime = (await api.GetAsync("/api/admin/health").JsonAsync())["uptime"]!;

        Assert.Equal(0.5m, (decimal?)uptime["ratio_24h"]);
    }

    [Fact]
    public async Task A_part_that_changes_is_told_to_browsers_once_and_the_first_look_is_no_news()
    {
        var store = new AwayStore();
        var signals = new CollectingSignals();
        await using var api = await TestApi.StartAsync(configure: services =>
        {
            store.Configure(services);
            services.AddSingleton<ILiveSignals>(signals);
        });

        await BeatAsync(api, minutes: 2);
        store.IsAway = true;
        await BeatAsync(api, minutes: 2);
        store.IsAway = false;
        await BeatAsync(api, minutes: 2);

        Assert.Equal(
            [
                """health:changed {"state":"down","parts":{"store":"down","feed":"down","live":"ok"}}""",
                """health:changed {"state":"ok","parts":{"store":"ok","feed":"ok","live":"ok"}}""",
            ],
            signals.Told);
    }

    // The service itself waits on the clock; here its turns are taken one by one.
    private static async Task BeatAsync(TestApi api, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            await api.Services.GetRequiredService<SelfWatch>().TurnAsync(CancellationToken.None);
            api.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static JsonNode Settled(JsonNode health)
    {
        var process = health["process"]!;
        (process["cpu_percent"], process["memory_mb"], process["managed_mb"], process["threads"]) = (3.5, 100, 20, 15);
        process["version"] = "0.1.0";
        (process["disk_free_mb"], process["disk_percent"]) = (50_000, 41.5);
        foreach (var dependency in health["dependencies"]!.AsArray())
        {
            dependency!["latency_ms"] = 0.5;
        }

        return health;
    }
}
