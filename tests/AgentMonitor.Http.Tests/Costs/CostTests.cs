using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Costs;

public sealed class CostTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();
        string[] records =
        [
            """{"execution_id":"a","agent_name":"tutor","user_id":"ann","feature":"quiz","model_used":"gpt-4o","status":"success","cost_usd":0.3,"usage":{"input_tokens":100,"output_tokens":20},"ended_at":"2026-10-20T11:30:00Z"}""",
            """{"execution_id":"b","agent_name":"quiz","user_id":"bob","model_used":"my-own","status":"success","usage":{"input_tokens":40,"output_tokens":2},"ended_at":"2026-10-19T23:30:00Z"}""",
            """{"execution_id":"c","agent_name":"quiz","user_id":"ann","status":"success","cost_usd":0.1,"ended_at":"2026-09-30T23:30:00Z"}""",
        ];
        foreach (var record in records)
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("day")]
    [InlineData("agent")]
    [InlineData("user")]
    [InlineData("model")]
    [InlineData("feature")]
    public async Task Costs_have_the_contract_s_shape(string by)
    {
        var answer = await _api.GetAsync($"/api/analytics/costs?by={by}&hours=48&tz=Europe/Berlin").JsonAsync();

        Golden.Matches("costs-" + by, answer);
        Assert.Equal(0.3m, (decimal)answer["total"]!["total_cost_usd"]!);
        Assert.Equal(42, (int)answer["total"]!["unpriced_tokens"]!);
        Assert.Equal((0.4m, 0.4m, 0m), ((decimal)answer["periods"]!["total"]!, (decimal)answer["periods"]!["this_month"]!, (decimal)answer["periods"]!["last_month"]!));
    }

    [Fact]
    public async Task Months_are_those_of_the_asker_s_zone()
    {
        var answer = await _api.GetAsync("/api/analytics/costs?tz=UTC").JsonAsync();

        Assert.Equal((0.3m, 0.1m), ((decimal)answer["periods"]!["this_month"]!, (decimal)answer["periods"]!["last_month"]!));
    }

    [Fact]
    public async Task Faulty_parameters_are_all_named_at_once()
    {
        var problem = await _api.GetAsync("/api/analytics/costs?by=moon&tz=Nowhere&limit=0&hours=x").JsonAsync(UnprocessableEntity);

        Assert.Equal(["by", "hours", "limit", "tz"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order());
    }
}
