using System.Text;
using AgentMonitor.Executions;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Security;

public sealed class CanaryTests
{
    private static readonly string[] Tokens =
        [TestApi.AdminToken, TestApi.PreviousToken, TestApi.Key, TestApi.WrongToken];

    [Fact]
    public async Task No_token_is_in_any_answer_or_log()
    {
        await using var api = await TestApi.StartAsync(new HttpApiOptions { AllowQueryToken = true });
        var answers = new StringBuilder();

        foreach (var route in Routes.All.Where(route => route.Name != "stream"))
        {
            foreach (var token in Tokens)
            {
                api.Clock.Advance(TimeSpan.FromMinutes(2));
                var path = "/" + route.Pattern.Replace("{id}", "x").Replace("{user_id}", "x").Replace("{**path}", "");
                await CollectAsync(api, new HttpRequestMessage(new HttpMethod(route.Method), path), token, answers);
                await CollectAsync(api, new HttpRequestMessage(new HttpMethod(route.Method), path + "?admin_token=" + token), null, answers);
                await CollectAsync(api, new HttpRequestMessage(HttpMethod.Get, "/nowhere/" + token), token, answers);
            }
        }

        // The framework logs addresses at Information; this server's own lines are what must be clean.
        var logs = string.Join('\n', api.Logs.Lines.Where(line => line.Category.StartsWith("AgentMonitor", StringComparison.Ordinal)).Select(line => line.Text));
        Assert.All(Tokens, token => Assert.DoesNotContain(token, answers.ToString(), StringComparison.Ordinal));
        Assert.All(Tokens, token => Assert.DoesNotContain(token, logs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_crash_logs_neither_the_token_nor_the_address_nor_the_body()
    {
        await using var api = await TestApi.StartAsync(configure: services =>
            services.AddSingleton<IExecutionLog>(new FailingLog(new InvalidTimeZoneException("fault"))));

        await api.PostAsync("/api/executions?admin_token=" + TestApi.WrongToken, Records.Success("canary-body")).ProblemAsync(500);

        var lines = api.Logs.Lines.Where(line => line.Category.StartsWith("AgentMonitor", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotContain("canary-body", line.Text, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(TestApi.WrongToken, line.Text, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(TestApi.Key, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_record_is_not_repeated()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var body in new[]
        {
            """{"agent_name":"a","status":"canary"}""",
            """{"agent_name":"a","status":"success","canary":1e999}""",
            """{"canary":"canary","canary":2}""",
            "canary",
            """[{"agent_name":["canary"]}]""",
        })
        {
            using var answer = await api.PostAsync("/api/executions", body);

            Assert.InRange((int)answer.StatusCode, 400, 422);
            Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task CollectAsync(
        TestApi api, HttpRequestMessage request, string? token, StringBuilder answers)
    {
        using var answer = await api.SendAsync(request, token);
        answers.Append(answer.Headers).Append(answer.Content.Headers).AppendLine(await answer.Content.ReadAsStringAsync());
    }
}
