using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgentMonitor.Access;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Live;
using AgentMonitor.Http.Page;
using AgentMonitor.Http.Routing;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>The whole API on an in-memory store, behind a test server, with the feed running and a clock that stands still.</summary>
public sealed class TestApi : IAsyncDisposable
{
    public const string AdminToken = "Q3vXo7tGm2Kp9sLw5yBz8dHf1jNr4cTa6eUi0";
    public const string PreviousToken = "Zk8wPq2nRx5tVb7mJc4fLs9gHd1aYe6uOi3Q";
    public const string Key = "ik_7fGh2kLm9pQr4sTv6wXy";
    public const string WrongToken = "Wr0ngWr0ngWr0ng_7fGh2kLm9pQr4sTv6wXyAb";

    private readonly WebApplication _app;
    private readonly Lazy<HttpClient> _client;
    private readonly CancellationTokenSource _stop = new();
    private Task _feed = Task.CompletedTask;

    private TestApi(WebApplication app, InMemoryStore store, ManualClock clock, IngestKeys keys, CollectingLogs logs)
    {
        _app = app;
        Store = store;
        Clock = clock;
        Keys = keys;
        Logs = logs;
        _client = new Lazy<HttpClient>(() => app.Urls.FirstOrDefault() is { } url && url.StartsWith("http://127", StringComparison.Ordinal)
            ? new HttpClient { BaseAddress = new Uri(url) }
            : app.GetTestClient());
    }

    public HttpClient Client => _client.Value;

    public InMemoryStore Store { get; }

    public ManualClock Clock { get; }

    public IngestKeys Keys { get; }

    public CollectingLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the next requests come from.</summary>
    public IPAddress Remote { get; set; } = IPAddress.Loopback;

    public static async Task<TestApi> StartAsync(
        HttpApiOptions? options = null,
        AdminTokens? admins = null,
        IReadOnlyList<string>? keys = null,
        Action<IServiceCollection>? configure = null,
        bool onSockets = false)
    {
        var clock = new ManualClock(Some.Noon);
        var store = new InMemoryStore(clock: clock);
        var ring = new IngestKeys((keys ?? [Key]).Select(TokenHash.Of));
        var logs = new CollectingLogs();
        var builder = WebApplication.CreateSlimBuilder();
        if (onSockets)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new PriceBook(PriceTable.Empty));
        services.AddSingleton<IExecutionLog>(store);
        services.AddSingleton<IExecutionLists>(store);
        services.AddSingleton<IRunningExecutions>(store);
        services.AddSingleton<IExecutionFeed>(store);
        services.AddSingleton<IExecutionHistory>(store);
        services.AddSingleton<IDeadLetters>(store);
        services.AddSingleton<IRollupStore>(provider => new WatchedRollups(store.Rollups, provider.GetRequiredService<SavedDays>()));
        services.AddSingleton(store.Users);
        services.AddSingleton(store.Sessions);
        services.AddSingleton(store.UserDays);
        services.AddSingleton(store.Escalations);
        services.AddSingleton(store.State);
        services.AddSingleton<IStoreVitals>(new StillVitals());
        services.AddSingleton(store.Erased);
        services.AddSingleton(store.Erasure);
        services.AddSingleton(store.UserDocuments);
        services.AddSingleton<Projector>();
        services.AddSingleton(provider => new FeedFollower(
            store, provider.GetRequiredService<Projector>(), new StandingInstants(clock)));
        services.AddSingleton<IFeedProgress>(provider => provider.GetRequiredService<FeedFollower>());
        services.AddSingleton<IProjectedPosition>(provider => provider.GetRequiredService<FeedFollower>());
        services.AddSingleton<INegotiator, TicketNegotiator>();
        services.AddSingleton(PageFiles.From(typeof(TestApi).Assembly));
        services.AddAgentMonitorHttp(options ?? new HttpApiOptions(), admins ?? AdminTokens.From(AdminToken, PreviousToken), ring);

        // Its turns are taken by the tests that want them.
        services.Remove(services.Single(service => service.ImplementationType == typeof(SelfWatch)));
        services.AddSingleton<SelfWatch>();
        configure?.Invoke(services);

        var app = builder.Build();
        var api = new TestApi(app, store, clock, ring, logs);
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = api.Remote;
            return next(context);
        });
        app.UseRouting();
        app.MapAgentMonitor();
        await app.StartAsync();
        api._feed = app.Services.GetRequiredService<FeedFollower>().RunAsync(api._stop.Token);
        return api;
    }

    /// <summary>Returns once everything that was taken is in the rollups.</summary>
    public async Task ProjectAsync() =>
        await Services.GetRequiredService<FeedFollower>().WaitUntilProjectedAsync(Store.End, CancellationToken.None);

    public Task<HttpResponseMessage> GetAsync(string path, string? token = AdminToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    public Task<HttpResponseMessage> PostAsync(
        string path, string body = "", string? token = Key, string? type = "application/json") =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), token, type);

    public Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string? token = Key, string? type = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, token);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token = null)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _feed;
        Client.Dispose();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class TicketNegotiator(LiveTickets tickets) : INegotiator
    {
        public ValueTask<Negotiation> NegotiateAsync(HttpContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Negotiation("/api/hub", tickets.Issue()));
    }
}
