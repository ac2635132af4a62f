using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Api;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// What our own code adds to a cold start: settings, services, the first requests. The host, the worker and the store's
// connection are not in it; the store is in memory. Start it anew for each figure.
const string Token = "Q3vXo7tGm2Kp9sLw5yBz8dHf1jNr4cTa6eUi0";
var main = TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime);
Console.WriteLine($"runtime up to Main   {main.TotalMilliseconds,6:0} ms");

var settings = Timed("settings", () => FunctionsSettings.Read(Sample()));
var provider = Timed("services", () => Services(settings).BuildServiceProvider());
await RequestAsync("first GET live", "GET", "/healthz/live", "get_live");
await RequestAsync("first GET page", "GET", "/monitor", "page");
await RequestAsync("first POST", "POST", "/api/executions", "post_executions", """{"execution_id":"a","agent_name":"tutor","status":"success","model_used":"gpt-4o","tokens_used":100}""");
await RequestAsync("second POST", "POST", "/api/executions", "post_executions", """{"execution_id":"b","agent_name":"tutor","status":"success","model_used":"gpt-4o","tokens_used":100}""");
await RequestAsync("first metrics", "GET", "/api/admin/metrics", "get_metrics");
return;

static IConfiguration Sample()
{
    var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")))!;
    var values = sample["Values"]!.AsObject().ToDictionary(value => value.Key.Replace("__", ":", StringComparison.Ordinal), value => (string?)value.Value);
    values["ADMIN_TOKEN"] = Token;
    values["CosmosDb"] = $"AccountEndpoint=https://localhost:8081/;AccountKey={Convert.ToBase64String(new byte[64])}";
    return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}

static IServiceCollection Services(FunctionsSettings settings)
{
    var store = new InMemoryStore();
    var services = new ServiceCollection().AddStore(settings).AddAgentMonitorFunctions(settings);
    services.AddSingleton<IExecutionLog>(store).AddSingleton<IExecutionLists>(store).AddSingleton<IRunningExecutions>(store);
    services.AddSingleton<IExecutionHistory>(store).AddSingleton<IDeadLetters>(store).AddSingleton(store.Rollups).AddSingleton(store.UserDays);
    services.AddSingleton<IFeedProgress, AllProjected>().AddSingleton<IProjectedPosition, AllProjected>();
    return services;
}

static T Timed<T>(string name, Func<T> action)
{
    var start = Stopwatch.GetTimestamp();
    var result = action();
    Print(name, start);
    return result;
}

async Task RequestAsync(string name, string method, string path, string route, string? body = null)
{
    var context = new DefaultHttpContext { RequestServices = provider };
    context.Request.Method = method;
    context.Request.Path = path;
    context.Request.ContentType = body is null ? null : "application/json";
    context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
    context.Request.Headers.Authorization = "Bearer " + Token;
    var start = Stopwatch.GetTimestamp();
    await provider.GetRequiredService<RouteRunner>().RunAsync(context.Request, route);
    Print($"{name} ({context.Response.StatusCode})", start);
}

static void Print(string name, long start) =>
    Console.WriteLine($"{name,-20} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,6:0.0} ms");
