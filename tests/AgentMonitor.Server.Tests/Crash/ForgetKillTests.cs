using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Crash;

[Collection(ProcessCollection.Name)]
public sealed class ForgetKillTests(ITestOutputHelper output)
{
    private const int Rounds = 4;

    [Fact]
    public async Task A_server_killed_while_it_forgets_a_user_forgets_it_after_the_next_start_and_no_total_changes()
    {
        var random = new Random(Campaigns.Seed);
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new TempFolder();
            var totals = await ForgetAndDieAsync(folder.Path, random);

            await using var server = await ServerProcess.StartAsync(folder.Path);
            using var http = server.CreateClient();
            var outcome = await AskUntilDoneAsync(http);

            output.WriteLine($"round {round}: {outcome.ToJsonString()}");
            Assert.Equal(200, (int)outcome["executions"]!);
            Assert.Equal(totals, await TotalsAsync(http));
            Assert.Equal("duplicate", (string)(await SendAsync(http, 3)).AsArray()[0]!["result"]!);
            var report = (await (await http.PostAsync("/api/admin/reconcile", null)).Content.ReadFromJsonAsync<JsonNode>())!["report"]!;
            Assert.Equal(0, (int)report["drift"]!);
            await server.StopAsync();
            AssertNowhereIn(folder.Path);
        }
    }

    private static async Task<string> ForgetAndDieAsync(string folder, Random random)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        using var http = server.CreateClient();
        for (var some = 0; some < 10; some++)
        {
            await SendAsync(http, [.. Enumerable.Range(some * 40, 40)]);
        }

        var totals = await TotalsAsync(http);
        var asked = http.PostAsync("/api/admin/users/canary-user/forget", null);
        await Task.Delay(random.Next(120));
        server.Kill();
        try
        {
            (await asked).Dispose();
        }
        catch (HttpRequestException)
        {
            // Killed before it could answer.
        }

        return totals;
    }

    private static async Task<JsonNode> AskUntilDoneAsync(HttpClient http)
    {
        for (var left = 20; left > 0; left--)
        {
            var outcome = (await (await http.PostAsync("/api/admin/users/canary-user/forget", null)).Content.ReadFromJsonAsync<JsonNode>())!;
            if ((string?)outcome["state"] == "done")
            {
                return outcome;
            }

            await Task.Delay(500);
        }

        throw new InvalidOperationException("The erasure does not come to an end.");
    }

    // Every other one is the user's.
    private static async Task<JsonNode> SendAsync(HttpClient http, params int[] numbers)
    {
        var records = numbers.Select(number => new JsonObject
        {
            ["execution_id"] = (number % 2 == 1 ? "canary-" : "other-") + number.ToString(CultureInfo.InvariantCulture),
            ["agent_name"] = "tutor",
            ["user_id"] = number % 2 == 1 ? "canary-user" : "somebody",
            ["session_id"] = number % 2 == 1 ? "canary-session-" + (number % 7) : "theirs",
            ["status"] = number % 3 == 0 ? "failure" : "success",
            ["error_message"] = number % 3 == 0 && number % 2 == 1 ? "'canary' said no" : "no",
            ["execution_time_ms"] = number,
            ["input_data"] = number % 2 == 1 ? "the canary sings" : "nothing",
        });
        using var answer = await http.PostAsJsonAsync("/api/executions", new JsonArray([.. records]));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!;
    }

    private static async Task<string> TotalsAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        while (true)
        {
            var metrics = (await http.GetFromJsonAsync<JsonNode>("/api/admin/metrics", patience.Token))!["metrics"]!;
            if ((int)metrics["total_requests"]! == 400)
            {
                metrics.AsObject().Remove("previous");
                return metrics.ToJsonString();
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static void AssertNowhereIn(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.True(File.ReadAllBytes(path).AsSpan().IndexOf("canary"u8) < 0, $"{Path.GetFileName(path)} holds the user.");
        }
    }
}
