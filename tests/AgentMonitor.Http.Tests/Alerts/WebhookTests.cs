using AgentMonitor.Alerts;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit;

namespace AgentMonitor.Http.Tests.Alerts;

public sealed class WebhookTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;

    private TestApi _api = null!;

    private AlertWatch Watch => _api.Services.GetRequiredService<AlertWatch>();

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _api = await StartAsync(_receiver.Url);
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_alert_is_posted_when_it_fires_and_when_it_is_over_each_once_and_signed()
    {
        await FireAsync();
        await Watch.DeliverAsync(default);
        await Watch.EvaluateAsync(default);
        await Watch.DeliverAsync(default);
        await RemoveRulesAsync();
        await Watch.EvaluateAsync(default);
        await Watch.DeliverAsync(default);

        Assert.Equal(["alert:raised", "alert:resolved"], _receiver.Posts.Select(post => (string?)post.Body["type"]));
        Assert.All(_receiver.Posts, post => Assert.True(post.IsSigned));
        Assert.All(_receiver.Posts, post => Assert.Equal(post.Delivery, (string?)post.Body["id"]));
        Assert.Distinct(_receiver.Posts.Select(post => post.Delivery));
        var alert = _receiver.Posts.First().Body["alert"]!;
        Assert.Equal(("letters", "firing", 1), ((string?)alert["rule_id"], (string?)alert["state"], (int)alert["value"]!));
        Assert.Equal("2026-10-20T12:00:00Z", (string?)alert["fired_at"]);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_again_later_and_later_under_the_same_id()
    {
        foreach (var answer in new[] { WebhookReceiver.Status(500), WebhookReceiver.Abort, WebhookReceiver.Status(429) })
        {
            _receiver.Answers.Enqueue(answer);
        }

        await FireAsync();
        var asked = new List<int>();
        for (var second = 0; second < 12; second++)
        {
            var before = _receiver.Posts.Count;
            await Watch.DeliverAsync(default);
            asked.AddRange(Enumerable.Repeat(second, _receiver.Posts.Count - before));
            _api.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 1, 3, 7], asked);
        Assert.Single(_receiver.Posts.Select(post => post.Delivery).Distinct());
        var webhook = await WebhookAsync();
        Assert.Equal((0, 200), ((int)webhook["pending"]!, (int?)webhook["last_delivery"]!["status"]));
    }

    [Fact]
    public async Task What_went_wrong_is_told_and_neither_the_address_nor_the_secret_is()
    {
        _receiver.Answers.Enqueue(WebhookReceiver.Status(500));
        await FireAsync();
        await Watch.DeliverAsync(default);

        var answer = await _api.GetAsync("/api/admin/alerts").JsonAsync();

        Assert.Equal("The receiver answered 500.", (string?)answer["webhook"]!["last_delivery"]!["error"]);
        Assert.Equal(1, (int)answer["webhook"]!["pending"]!);
        Assert.True((bool)answer["webhook"]!["url_set"]!);
        var stored = (await _api.Store.State.ListAsync("alerts", default)).Select(document => System.Text.Encoding.UTF8.GetString(document.Utf8Json.Span));
        var told = string.Join('\n', [answer.ToJsonString(), .. stored, .. _api.Logs.Lines.Select(line => line.Text)]);
        Assert.Contains("did not take", told, StringComparison.Ordinal);
        Assert.DoesNotContain("sEcReTpAtH", told, StringComparison.Ordinal);
        Assert.DoesNotContain(WebhookReceiver.Secret, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _receiver.Answers.Enqueue(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var test = await _api.PostAsync("/api/admin/alerts/dead-letters/test", token: TestApi.AdminToken, type: null).JsonAsync();

        Assert.Equal("The receiver answered 307, and redirects are not followed.", (string?)test["error"]);
        Assert.Equal("/hook/sEcReTpAtH", Assert.Single(_receiver.Posts).Path);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_and_holds_up_nobody()
    {
        await using var api = await StartAsync(_receiver.Url, patience: TimeSpan.FromMilliseconds(200));
        _receiver.Answers.Enqueue(WebhookReceiver.Hang);

        var test = await api.PostAsync("/api/admin/alerts/dead-letters/test", token: TestApi.AdminToken, type: null).JsonAsync();

        Assert.Equal((false, "The receiver did not answer in time."), ((bool)test["delivered"]!, (string?)test["error"]));
        Assert.Null((int?)test["status_code"]);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_told_of_without_its_address()
    {
        using var nobody = new ClosedPort();
        await using var api = await StartAsync(nobody.Url + "/hook/sEcReTpAtH");

        var test = await api.PostAsync("/api/admin/alerts/dead-letters/test", token: TestApi.AdminToken, type: null).JsonAsync();

        Assert.Equal("The receiver cannot be reached (ConnectionError).", (string?)test["error"]);
    }

    [Fact]
    public async Task A_test_is_posted_at_once_says_that_it_is_one_and_is_kept_as_the_last_delivery()
    {
        var test = await _api.PostAsync("/api/admin/alerts/dead-letters/test", token: TestApi.AdminToken, type: null).JsonAsync();

        Assert.Equal((true, 200, null), ((bool)test["delivered"]!, (int?)test["status_code"], (string?)test["error"]));
        var post = Assert.Single(_receiver.Posts);
        Assert.True(post.IsSigned);
        Assert.Equal(("alert:test", "dead-letters"), ((string?)post.Body["type"], (string?)post.Body["alert"]!["rule_id"]));
        Assert.Contains("test", (string?)post.Body["alert"]!["message"], StringComparison.Ordinal);
        Assert.Equal(200, (int?)(await WebhookAsync())["last_delivery"]!["status"]);
        Assert.Empty((await _api.GetAsync("/api/admin/alerts").JsonAsync())["active"]!.AsArray());
    }

    [Fact]
    public async Task What_is_never_taken_is_given_up_after_a_day_and_the_log_says_so()
    {
        for (var i = 0; i < 100; i++)
        {
            _receiver.Answers.Enqueue(WebhookReceiver.Status(503));
        }

        await FireAsync();
        for (var hour = 0; hour < 26; hour++)
        {
            await Watch.DeliverAsync(default);
            _api.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, (int)(await WebhookAsync())["pending"]!);
        Assert.Contains(_api.Logs.Lines, line => line.Text.Contains("given up after", StringComparison.Ordinal));
        Assert.Equal(25, _receiver.Posts.Count);
    }

    private static Task<TestApi> StartAsync(string url, TimeSpan? patience = null) => TestApi.StartAsync(configure: services =>
    {
        services.AddSingleton(new AlertOptions { WebhookUrl = url, WebhookSecret = WebhookReceiver.Secret });
        if (patience is { } shorter)
        {
            services.Configure<HttpClientFactoryOptions>(
                "alert-webhook", options => options.HttpClientActions.Add(client => client.Timeout = shorter));
        }
    });

    private async Task FireAsync()
    {
        await PutAsync("""{"rules":[{"id":"letters","name":"Letters","kind":"dead_letters","threshold":0}]}""");
        var letter = new Projection.DeadLetter(0, 1, "a", "poison", default);
        await _api.Store.Rollups.SaveAsync(new Projection.PageWrite([], [], [letter], null), default);
        await Watch.EvaluateAsync(default);
    }

    private Task RemoveRulesAsync() => PutAsync("""{"rules":[]}""");

    private async Task PutAsync(string rules)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/admin/alerts")
        {
            Content = new StringContent(rules, System.Text.Encoding.UTF8, "application/json"),
        };
        await _api.SendAsync(request, TestApi.AdminToken).JsonAsync();
    }

    private async Task<System.Text.Json.Nodes.JsonNode> WebhookAsync() =>
        (await _api.GetAsync("/api/admin/alerts").JsonAsync())["webhook"]!;
}
