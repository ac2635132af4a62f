using System.Text.Json;
using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Live;
using AgentMonitor.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentMonitor.Functions.Tests.Live;

public sealed class BroadcastTests
{
    [Fact]
    public async Task A_change_goes_out_at_once_as_state_with_its_source_and_number()
    {
        await using var app = await WatchedAsync("a");

        var frames = Payloads(await ChangedAsync(app));

        Assert.Equal(["execution:new", "metrics:update"], frames.Select(frame => (string?)frame["type"]));
        Assert.Equal([1L, 2L], frames.Select(frame => (long)frame["seq"]!));
        Assert.Single(frames.Select(frame => (string?)frame["source"]).Distinct());
        Assert.Equal("a", (string?)frames[0]["data"]!["executions"]![0]!["execution_id"]);
        Assert.Equal(1, (long)frames[1]["data"]!["minutes"]![0]!["all"]!["count"]!);
    }

    // The worker writes PascalCase unless told otherwise; a frame brings its own form along.
    [Fact]
    public async Task What_travels_keeps_its_names_whatever_the_worker_does_to_names()
    {
        await using var app = await WatchedAsync("a");

        var message = (await ChangedAsync(app))![0];

        Assert.Equal("frame", message.Target);
        var travels = JsonSerializer.Serialize(message, JsonSerializerOptions.Default);
        Assert.Contains("\"Arguments\":[{\"type\":\"execution:new\",\"source\":\"", travels, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_read_or_sent_while_nobody_watches()
    {
        await using var app = await WatchedAsync("a");
        app.Audience.IsThere = false;

        Assert.Null(await ChangedAsync(app));
    }

    [Fact]
    public async Task Nothing_is_sent_when_nothing_changed()
    {
        await using var app = await WatchedAsync("a");
        await ChangedAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await ChangedAsync(app));
    }

    [Fact]
    public async Task No_more_than_ten_frames_a_second_go_out_and_notices_that_wait_are_answered_by_one()
    {
        await using var app = await WatchedAsync("a");
        var first = await ChangedAsync(app);
        await TakeAsync(app, "b");

        var waiting = ChangedAsync(app);
        var others = await Task.WhenAll(ChangedAsync(app), ChangedAsync(app), ChangedAsync(app));
        await TakeAsync(app, "c");

        Assert.Equal(2, first!.Length);
        Assert.False(waiting.IsCompleted);
        Assert.All(others, Assert.Null);
        app.Clock.Advance(TimeSpan.FromMilliseconds(200));
        var second = Payloads(await waiting);
        Assert.Equal(["c", "b"], second[0]["data"]!["executions"]!.AsArray().Select(execution => (string?)execution!["execution_id"]));
    }

    [Fact]
    public async Task Two_instances_tell_each_other_apart()
    {
        await using var one = await WatchedAsync("a");
        await using var other = await WatchedAsync("a");

        var sources = Payloads(await ChangedAsync(one)).Concat(Payloads(await ChangedAsync(other)))
            .Select(frame => (string?)frame["source"]).Distinct();

        Assert.Equal(2, sources.Count());
    }

    [Fact]
    public async Task A_broadcast_that_fails_leaves_the_projection_alone_and_the_next_one_works()
    {
        var lists = new FailingOnceLists();
        await using var app = await WatchedAsync("a", services => services.Replace(ServiceDescriptor.Singleton<IExecutionLists>(lists)));
        lists.Store = app.Store;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => ChangedAsync(app));

        await TakeAsync(app, "b");
        Assert.NotNull(await ChangedAsync(app));
        Assert.Equal(2, (await app.Store.Lists.ListAsync(ExecutionFilter.None, null, 10, CancellationToken.None)).Items.Count);
    }

    [Fact]
    public async Task Signals_of_this_instance_go_out_once_with_whichever_function_sends_next()
    {
        await using var app = await WatchedAsync("a");
        var signals = app.Services.GetRequiredService<ILiveSignals>();
        var broadcaster = app.Services.GetRequiredService<Broadcaster>();

        signals.Publish(LiveSignal.AlertRaised("r", "1"u8.ToArray()));
        var sent = await broadcaster.SignalledAsync(CancellationToken.None);
        signals.Publish(LiveSignal.AlertResolved("r", "2"u8.ToArray()));
        var frames = Payloads(await ChangedAsync(app));

        Assert.Equal("alert:raised", Assert.Single(sent).Type);
        Assert.Equal(["alert:resolved", "execution:new", "metrics:update"], frames.Select(frame => (string?)frame["type"]));
        Assert.Equal(2, (long)frames[0]["seq"]!);
        Assert.Empty(await broadcaster.SignalledAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Signals_are_dropped_while_nobody_watches()
    {
        await using var app = await WatchedAsync("a");
        app.Services.GetRequiredService<ILiveSignals>().Publish(LiveSignal.HealthChanged("1"u8.ToArray()));
        var broadcaster = app.Services.GetRequiredService<Broadcaster>();
        app.Audience.IsThere = false;

        Assert.Empty(await broadcaster.SignalledAsync(CancellationToken.None));

        app.Audience.IsThere = true;
        Assert.Empty(await broadcaster.SignalledAsync(CancellationToken.None));
    }

    private static async Task<TestApp> WatchedAsync(string id, Action<IServiceCollection>? configure = null)
    {
        var app = TestApp.Start(configure: configure);
        app.Audience.IsThere = true;
        await TakeAsync(app, id);
        return app;
    }

    private static async Task TakeAsync(TestApp app, string id)
    {
        await app.Store.AppendAsync([Some.Execution(id, endedAt: app.Clock.GetUtcNow())], CancellationToken.None);
        await app.ProjectAsync();
    }

    private static Task<SignalRMessageAction[]?> ChangedAsync(TestApp app) =>
        app.Functions<BroadcastFunctions>().BroadcastChanges("[]", CancellationToken.None);

    private static List<JsonNode> Payloads(SignalRMessageAction[]? messages) =>
        [.. messages!.Select(message => JsonSerializer.SerializeToNode(message.Arguments![0])!)];
}
