using System.Text.Json.Nodes;
using AgentMonitor.Costs;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Prices;

public sealed class PriceTests : IAsyncLifetime
{
    private const string Sheet = """
        {"entries":[{"model":"my-llama","aliases":["llama-prod"],"effective_from":"2026-01-01","input":2,"cache_read":0.5,"output":8,"note":"Our own."}],"aliases":{"prod":"my-llama"}}
        """;

    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Own_prices_hold_for_what_comes_next_and_the_past_is_kept()
    {
        await SendAsync("before", "my-llama");
        await PutAsync(Sheet).JsonAsync();
        await SendAsync("after", "prod");
        await PutAsync("""{"entries":[]}""").JsonAsync();
        await PutAsync(Sheet).JsonAsync();
        await _api.ProjectAsync();

        var answer = await _api.GetAsync("/api/admin/prices").JsonAsync();

        Golden.Matches("prices", answer);
        Assert.Equal(0.0036m, (decimal)(await _api.GetAsync("/api/executions/after").JsonAsync())["execution"]!["cost_usd"]!);
        Assert.Null((await _api.GetAsync("/api/executions/before").JsonAsync())["execution"]!["cost_usd"]);
    }

    [Fact]
    public async Task A_change_made_from_an_older_version_is_refused()
    {
        var first = await _api.GetAsync("/api/admin/prices");
        await PutAsync(Sheet).JsonAsync();

        Assert.Equal(412, await PutAsync("""{"entries":[]}""", first.Headers.ETag!.ToString()).StatusAsync());
        var now = (await _api.GetAsync("/api/admin/prices")).Headers.ETag!.ToString();
        Assert.Equal(200, await PutAsync("""{"entries":[]}""", now).StatusAsync());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_its_place()
    {
        var problem = await PutAsync(
            """{"entries":[{"model":"","effective_from":"soon","input":-1},{"model":"a","effective_from":"2026-01-01","input":1,"output":"2","aliases":[1]}],"aliases":{"x":2}}""")
            .JsonAsync(UnprocessableEntity);

        Assert.Equal(
            ["/aliases", "/entries/0/effective_from", "/entries/0/model", "/entries/0/output", "/entries/1/aliases/0", "/entries/1/output"],
            problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"entries":[{"model":"a","effective_from":"2026-01-01","input":-1,"output":1}]}""", "/entries/0", "not_a_price")]
    [InlineData("""{"entries":[{"model":"a","effective_from":"2026-01-01","input":1,"output":1},{"model":"A","effective_from":"2026-01-01","input":1,"output":1}]}""", "/entries/1/effective_from", "twice")]
    [InlineData("""{"entries":[],"aliases":{"a/b":"nothing"}}""", "/aliases/a~1b", "no_price")]
    [InlineData("""[]""", "/entries", "required")]
    public async Task Prices_that_make_no_sense_are_refused(string body, string pointer, string code)
    {
        var error = (await PutAsync(body).JsonAsync(UnprocessableEntity))["errors"]!.AsArray().Single()!;

        Assert.Equal((pointer, code), ((string)error["pointer"]!, (string)error["code"]!));
    }

    [Fact]
    public async Task A_dry_run_says_what_a_repricing_comes_to_and_changes_nothing()
    {
        await SendAsync("a", "my-llama");
        await PutAsync(Sheet).JsonAsync();
        await _api.ProjectAsync();

        var dry = await RepriceAsync("""{"model":"my-llama","from":"2026-10-01","dry_run":true}""");

        Golden.Matches("prices-reprice", dry);
        Assert.Equal((0m, 0.0036m), ((decimal)dry["before_usd"]!, (decimal)dry["after_usd"]!));
        Assert.Equal((1200, 0), ((int)dry["unpriced_tokens_before"]!, (int)dry["unpriced_tokens_after"]!));
        Assert.Equal(0m, await CostAsync());
    }

    [Fact]
    public async Task A_repricing_changes_the_totals_and_no_execution()
    {
        await SendAsync("a", "my-llama");
        await PutAsync(Sheet).JsonAsync();
        await _api.ProjectAsync();

        var registered = await RepriceAsync("""{"model":"my-llama","from":"2026-10-01","dry_run":false}""");
        await SweepAsync();
        var running = (await _api.GetAsync("/api/admin/prices").JsonAsync())["repricings"]![0]!;
        _api.Clock.Advance(Repricings.HeardOfAfter);
        await SweepAsync();
        var finished = (await _api.GetAsync("/api/admin/prices").JsonAsync())["repricings"]![0]!;

        Assert.Equal(1, (int)registered["number"]!);
        Assert.Equal(("running", "finished"), ((string)running["state"]!, (string)finished["state"]!));
        Assert.Equal(0.0036m, await CostAsync());
        Assert.Null((await _api.GetAsync("/api/executions/a").JsonAsync())["execution"]!["cost_usd"]);
        var proof = await _api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken).JsonAsync();
        Assert.Equal(0, (int)proof["report"]!["drift"]!);
    }

    [Theory]
    [InlineData("""{"model":"nobody","from":"2026-10-01"}""", "/model")]
    [InlineData("""{"from":"2026-10-01"}""", "/model")]
    [InlineData("""{"model":"my-llama","from":"2027-10-01"}""", "/from")]
    [InlineData("""{"model":"my-llama","from":"2026-10-02","to":"2026-10-01"}""", "/from")]
    [InlineData("""{"model":"my-llama","from":"2020-10-01","to":"2020-11-01"}""", "/from")]
    [InlineData("""{"model":"my-llama","from":"yesterday"}""", "/from")]
    public async Task A_repricing_that_makes_no_sense_is_refused(string body, string pointer)
    {
        await PutAsync(Sheet).JsonAsync();

        var problem = await _api.PostAsync("/api/admin/prices/reprice", body, TestApi.AdminToken).JsonAsync(UnprocessableEntity);

        Assert.Contains(problem["errors"]!.AsArray(), error => (string)error!["pointer"]! == pointer);
    }

    private async Task SendAsync(string id, string model) => await _api.PostAsync("/api/executions", $$$"""
        {"execution_id":"{{{id}}}","agent_name":"tutor","status":"success","model_used":"{{{model}}}","usage":{"input_tokens":1000,"output_tokens":200},"ended_at":"2026-10-20T11:59:30Z"}
        """).JsonAsync(Created);

    private Task<HttpResponseMessage> PutAsync(string body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/admin/prices")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return _api.SendAsync(request, TestApi.AdminToken);
    }

    private async Task<JsonNode> RepriceAsync(string body) =>
        await _api.PostAsync("/api/admin/prices/reprice", body, TestApi.AdminToken).JsonAsync();

    private async Task SweepAsync() =>
        await _api.Services.GetRequiredService<RepricingSweep>().RunAsync(CancellationToken.None);

    private async Task<decimal> CostAsync() =>
        (decimal)(await _api.GetAsync("/api/admin/metrics").JsonAsync())["metrics"]!["total_cost_usd"]!;
}
