using System.Text.Json.Nodes;
using AgentMonitor.Budgets;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Budgets;

public sealed class BudgetTests : IAsyncLifetime
{
    private const string Budgets = """
        {"budgets":[
          {"id":"b1","name":"Everything","scope":"all","period":"monthly","limit_usd":10,"timezone":"Europe/Berlin"},
          {"id":"b2","name":"Tutor","scope":"agent","key":"tutor","period":"daily","limit_usd":2.5},
          {"id":"b3","name":"Ann","scope":"user","key":"ann","period":"daily","limit_usd":2,"warn_at":0.5},
          {"id":"b4","name":"One session","scope":"session","key":"s1","period":"monthly","limit_usd":1}]}
        """;

    private readonly CollectedSignals _signals = new();

    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync(configure: services => services.AddSingleton<ILiveSignals>(_signals));
        await PutAsync(Budgets).JsonAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Budgets_say_what_is_spent_and_where_it_leads()
    {
        await SpendAsync("a", 1.5m);

        var answer = await _api.GetAsync("/api/admin/budgets").JsonAsync();

        Golden.Matches("budgets", answer);
        Assert.Equal(["ok", "ok", "warning", "exceeded"], answer["budgets"]!.AsArray().Select(budget => (string)budget!["state"]!));
        Assert.Equal(3m, (decimal)answer["budgets"]![1]!["forecast_usd"]!);
    }

    [Fact]
    public async Task A_budget_that_names_a_user_goes_when_the_user_is_forgotten()
    {
        await SpendAsync("a", 0.5m);
        await _api.ProjectAsync();

        await _api.PostAsync("/api/admin/users/ann/forget", token: TestApi.AdminToken).JsonAsync();

        var answer = await _api.GetAsync("/api/admin/budgets").JsonAsync();
        Assert.Equal(["b1", "b2", "b4"], answer["budgets"]!.AsArray().Select(budget => (string)budget!["id"]!));
    }

    [Fact]
    public async Task A_check_says_before_a_run_what_its_budgets_leave()
    {
        await SpendAsync("a", 0.9m);

        var fits = await CheckAsync("""{"agent_name":"tutor","user_id":"ann","session_id":"s1","estimated_cost_usd":0.1}""");
        var exceeds = await CheckAsync("""{"agent_name":"tutor","user_id":"ann","session_id":"s1","estimated_cost_usd":0.5}""");
        var others = await CheckAsync("""{"agent_name":"quiz","user_id":"bob"}""");

        Golden.Matches("budgets-check", exceeds);
        Assert.True((bool)fits["allowed"]!);
        Assert.False((bool)exceeds["allowed"]!);
        Assert.Equal(["b4"], exceeds["budgets"]!.AsArray().Where(budget => (bool)budget!["would_exceed"]!).Select(budget => (string)budget!["id"]!));
        Assert.Equal(["b1"], others["budgets"]!.AsArray().Select(budget => (string)budget!["id"]!));
    }

    [Fact]
    public async Task No_record_is_refused_because_of_a_budget()
    {
        await SpendAsync("a", 99m);
        _api.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("exceeded", (string?)(await CheckAsync("{}"))["state"]);
        await SpendAsync("b", 99m);
    }

    [Fact]
    public async Task Browsers_are_told_once_when_a_state_changes()
    {
        var watch = _api.Services.GetRequiredService<BudgetWatch>();
        Assert.Equal(0, await watch.RunAsync(CancellationToken.None));
        await SpendAsync("a", 1.5m);

        Assert.Equal(2, await watch.RunAsync(CancellationToken.None));
        Assert.Equal(0, await watch.RunAsync(CancellationToken.None));

        Assert.Equal(["b3", "b4"], _signals.All.Select(signal => signal.Key));
        Golden.Matches("frame-budget-changed", JsonNode.Parse(_signals.All[0].Utf8Json.Span)!);
    }

    [Fact]
    public async Task A_user_s_activity_shows_the_user_s_budget()
    {
        await SpendAsync("a", 0.5m);

        var ann = await _api.GetAsync("/api/admin/user-activity/ann").JsonAsync();
        var bob = await _api.GetAsync("/api/admin/user-activity/bob").JsonAsync();

        Assert.Equal("b3", (string?)ann["summary"]!["budget"]!["id"]);
        Assert.Null(bob["summary"]!["budget"]);
    }

    [Theory]
    [InlineData("""{"name":"x","scope":"agent","period":"daily","limit_usd":1}""", "/budgets/0/key", "required")]
    [InlineData("""{"name":"x","scope":"all","key":"y","period":"daily","limit_usd":1}""", "/budgets/0/key", "not_allowed")]
    [InlineData("""{"name":"x","scope":"all","period":"daily","limit_usd":0}""", "/budgets/0/limit_usd", "out_of_range")]
    [InlineData("""{"name":"x","scope":"all","period":"daily","limit_usd":1,"warn_at":1.1}""", "/budgets/0/warn_at", "out_of_range")]
    [InlineData("""{"name":"x","scope":"all","period":"daily","limit_usd":1,"timezone":"../etc"}""", "/budgets/0/timezone", "unknown_time_zone")]
    [InlineData("""{"name":"x","scope":"moon","period":"daily","limit_usd":1}""", "/budgets/0/scope", "unknown_value")]
    [InlineData("""{"name":"x","scope":"all","period":"yearly","limit_usd":1}""", "/budgets/0/period", "unknown_value")]
    [InlineData("""{"name":"x","scope":"all","period":"daily","limit_usd":"1"}""", "/budgets/0/limit_usd", "not_a_number")]
    public async Task A_budget_that_makes_no_sense_is_refused(string budget, string pointer, string code)
    {
        var problem = await PutAsync($$"""{"budgets":[{{budget}}]}""").JsonAsync(UnprocessableEntity);

        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal((pointer, code), ((string)error["pointer"]!, (string)error["code"]!));
    }

    [Fact]
    public async Task A_change_made_from_an_older_version_is_refused()
    {
        var first = (await _api.GetAsync("/api/admin/budgets")).Headers.ETag!.ToString();
        await PutAsync("""{"budgets":[]}""").JsonAsync();

        Assert.Equal(412, await PutAsync(Budgets, first).StatusAsync());
    }

    [Theory]
    [InlineData("[]", 422)]
    [InlineData("""{"estimated_cost_usd":-1}""", 422)]
    [InlineData("""{"agent_name":5}""", 422)]
    [InlineData("{", 400)]
    public async Task A_question_that_makes_no_sense_is_refused(string body, int status) =>
        Assert.Equal(status, await _api.PostAsync("/api/budgets/check", body).StatusAsync());

    private async Task SpendAsync(string id, decimal usd)
    {
        await _api.PostAsync("/api/executions", string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
            {"execution_id":"{{id}}","agent_name":"tutor","user_id":"ann","session_id":"s1","status":"success","cost_usd":{{usd}},"ended_at":"2026-10-20T11:59:30Z"}
            """)).JsonAsync(Created);
        await _api.ProjectAsync();
    }

    private Task<JsonNode> CheckAsync(string body) => _api.PostAsync("/api/budgets/check", body).JsonAsync();

    private Task<HttpResponseMessage> PutAsync(string body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/admin/budgets")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return _api.SendAsync(request, TestApi.AdminToken);
    }

    private sealed class CollectedSignals : ILiveSignals
    {
        public List<LiveSignal> All { get; } = [];

        public void Publish(LiveSignal signal) => All.Add(signal);
    }
}
