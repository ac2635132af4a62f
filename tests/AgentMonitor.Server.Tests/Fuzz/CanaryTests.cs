using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;

namespace AgentMonitor.Server.Tests.Fuzz;

/// <summary>Looks for tokens wherever the server writes: its folder, its output, its answers.</summary>
[Collection(ProcessCollection.Name)]
public sealed class CanaryTests
{
    private readonly ConcurrentQueue<string> _answers = [];

    [Fact]
    public async Task Tokens_of_the_data_folder_stay_in_the_one_file_and_the_one_line_that_are_theirs()
    {
        using var folder = new TempFolder();
        var key = (await ServerProcess.RunAsync(["token", "ingest", "create", "ci", "--data", folder.Path])).Output.Trim();
        string admin, output;
        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            admin = server.AdminToken!;
            await UseAsync(server, admin, key);
            await server.StopAsync();
            output = server.Output + server.Error;
        }

        var beyondTheLink = string.Join('\n', output.Split('\n').Where(line => !line.Contains("/monitor#token=", StringComparison.Ordinal)));
        Assert.NotEqual(output.TrimEnd(), beyondTheLink.TrimEnd());
        AssertNowhere([admin, key], beyondTheLink, folder.Path, "admin-token");
    }

    [Fact]
    public async Task A_token_of_the_environment_is_written_nowhere_even_when_everything_is_logged()
    {
        const string admin = "a-canary-that-nobody-else-would-think-of-8341";
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string?>
        {
            ["ADMIN_TOKEN"] = admin,
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft"] = "Trace",
            ["Logging__LogLevel__System"] = "Trace",
        };
        var key = (await ServerProcess.RunAsync(["token", "ingest", "create", "ci", "--data", folder.Path], environment)).Output.Trim();
        string output;
        await using (var server = await ServerProcess.StartAsync(folder.Path, environment))
        {
            await UseAsync(server, admin, key);
            await server.StopAsync();
            output = server.Output + server.Error;
        }

        AssertNowhere([admin, key], output, folder.Path, except: null);
    }

    [Fact]
    public async Task The_address_of_a_client_is_written_nowhere_even_when_everything_is_logged()
    {
        const string address = "canary.of-an-address-that-nobody-would-think-of.example";
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string?> { ["Logging__LogLevel__Default"] = "Trace" };
        string output;
        await using (var server = await ServerProcess.StartAsync(folder.Path, environment))
        {
            using var http = new HttpClient { BaseAddress = server.Url };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.AdminToken);
            await SendAsync(http, HttpMethod.Post, "/api/executions", Record("client", $$"""{"address":"{{address}}","user_agent":"visible"}"""), _ => { });
            await SendAsync(http, HttpMethod.Post, "/api/executions", Record("attributes", $$"""{"client.address":"{{address}}","b":1}"""), _ => { });
            await SendAsync(http, HttpMethod.Post, "/api/executions", Record("client", $$"""{"address":["{{address}}"]}"""), _ => { });
            foreach (var path in new[]
            {
                "executions", "executions/client", "executions/attributes", "admin/sessions", "admin/sessions/s", "admin/users",
                "monitoring/export?format=ndjson", "monitoring/export?format=csv", "admin/user-activity/u",
            })
            {
                await SendAsync(http, HttpMethod.Get, "/api/" + path, null, _ => { });
            }

            await server.StopAsync();
            output = server.Output + server.Error;
        }

        Assert.Contains(_answers, answer => answer.Contains("visible", StringComparison.Ordinal));
        AssertNowhere([address], output, folder.Path, except: null);

        static string Record(string member, string value) =>
            $$"""{"execution_id":"{{member}}","agent_name":"a","status":"success","user_id":"u","session_id":"s","{{member}}":{{value}}}""";
    }

    // Good uses first, for after ten bad ones nothing is answered for a minute.
    private async Task UseAsync(ServerProcess server, string admin, string key)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        await SendAllAsync(http, headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", admin));
        await SendAllAsync(http, headers => headers.Add("X-Api-Key", key));
        Assert.Contains(_answers, answer => answer.Contains("total_requests", StringComparison.Ordinal));

        await SendAsync(http, HttpMethod.Get, $"/api/admin/metrics?admin_token={admin}", null, _ => { });
        await SendAllAsync(http, headers => headers.Authorization = new AuthenticationHeaderValue("Basic", admin));
        await SendAllAsync(http, headers => headers.Add("X-Api-Key", admin));
        await SendAllAsync(http, headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", key));
        await SendAllAsync(http, headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", admin[..^1]));
    }

    private async Task SendAllAsync(HttpClient http, Action<HttpRequestHeaders> addToken)
    {
        var record = SentExecution.Make("any", new Random(1), DateTimeOffset.UtcNow).Whole;
        await SendAsync(http, HttpMethod.Post, "/api/executions", record, addToken);
        await SendAsync(http, HttpMethod.Post, "/api/executions", """{"status":""", addToken);
        await SendAsync(http, HttpMethod.Put, "/api/executions", record, addToken);
        foreach (var path in new[]
        {
            "/api/executions/any", "/api/executions", "/api/admin/metrics", "/api/admin/metrics?hours=x", "/api/admin/errors",
            "/api/health/quick", "/api/nothing-here", "/monitor", "/openapi/v1.json", "/healthz/ready",
        })
        {
            await SendAsync(http, HttpMethod.Get, path, null, addToken);
        }

        await SendAsync(http, HttpMethod.Post, "/api/negotiate", null, addToken);
        await SendAsync(http, HttpMethod.Post, "/api/admin/reconcile", null, addToken);
    }

    private async Task SendAsync(HttpClient http, HttpMethod method, string path, string? body, Action<HttpRequestHeaders> addToken)
    {
        using var request = new HttpRequestMessage(method, path);
        addToken(request.Headers);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request);
        _answers.Enqueue($"{method} {path}: {answer} {await answer.Content.ReadAsStringAsync()}");
    }

    private void AssertNowhere(string[] tokens, string output, string folder, string? except)
    {
        Assert.All(tokens, token => Assert.True(token.Length >= 32));
        foreach (var token in tokens)
        {
            Assert.DoesNotContain(token, output, StringComparison.Ordinal);
            Assert.All(_answers, answer => Assert.False(
                answer[answer.IndexOf(": ", StringComparison.Ordinal)..].Contains(token, StringComparison.Ordinal), answer));
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != except))
            {
                Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)) >= 0, $"{Path.GetFileName(file)} holds a token");
            }
        }
    }
}
