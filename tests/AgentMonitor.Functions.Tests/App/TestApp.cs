using System.Text;
using AgentMonitor.Access;
using AgentMonitor.Cosmos;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Feed;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Settings;
using AgentMonitor.Functions.Tests.Declared;
using AgentMonitor.Functions.Tests.Settings;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Functions.Tests.App;

/// <summary>The app's services on an in-memory store; functions are called as the worker calls them.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string AdminToken = "Q3vXo7tGm2Kp9sLw5yBz8dHf1jNr4cTa6eUi0";
    public const string Key = "ik_7fGh2kLm9pQr4sTv6wXy";

    private readonly ServiceProvider _provider;

    private TestApp(ServiceProvider provider, InMemoryStore store, ManualClock clock, SwitchedAudience audience)
    {
        _provider = provider;
        Store = store;
        Clock = clock;
        Audience = audience;
    }

    public InMemoryStore Store { get; }

    public ManualClock Clock { get; }

    public SwitchedAudience Audience { get; }

    public IServiceProvider Services => _provider;

    public static TestApp Start(
        string? adminToken = AdminToken,
        Action<IServiceCollection>? configure = null,
        IEnumerable<(string Name, string? Value)>? settings = null)
    {
        var clock = new ManualClock(Some.Noon);
        var store = new InMemoryStore(clock: clock);
        var audience = new SwitchedAudience();
        var read = FunctionsSettings.Read(SampleSettings.Configuration(
        [
            ("ADMIN_TOKEN", adminToken),
            ("AgentMonitor__Access__IngestKeys__tutor", TokenHash.Of(Key).ToString()),
            ("AgentMonitor__Feed__Pace", "00:00:00"),
            .. settings ?? [],
        ]));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddAgentMonitorFunctions(read);
        services.AddSingleton<IExecutionLog>(store);
        services.AddSingleton<IExecutionLists>(store);
        services.AddSingleton<IRunningExecutions>(store);
        services.AddSingleton<IExecutionHistory>(store);
        services.AddSingleton<IDeadLetters>(store);
        services.AddSingleton(store.Rollups);
        services.AddSingleton(store.Users);
        services.AddSingleton(store.Sessions);
        services.AddSingleton(store.UserDays);
        services.AddSingleton(store.Escalations);
        services.AddSingleton(store.State);
        services.AddSingleton<IStoreVitals>(new StillVitals());
        services.AddSingleton(store.Erased);
        services.AddSingleton(store.Erasure);
        services.AddSingleton(store.UserDocuments);
        services.AddSingleton<IFeedProgress, AllProjected>();
        services.AddSingleton<IProjectedPosition, AllProjected>();
        services.AddSingleton<ILiveAudience>(audience);
        services.AddSingleton<FeedPageReader>(new CosmosFeedReader().Read);
        configure?.Invoke(services);
        return new TestApp(services.BuildServiceProvider(), store, clock, audience);
    }

    /// <summary>An instance of the class that the function is in, as the worker makes one for each invocation.</summary>
    public TFunctions Functions<TFunctions>()
        where TFunctions : class => ActivatorUtilities.CreateInstance<TFunctions>(_provider);

    public async Task<Answer> CallAsync(
        string function, string path, string? token = null, string? body = null, string? method = null)
    {
        var declared = DeclaredFunction.Get(function);
        var context = Request(declared.Http!, path, token, body, method);
        object?[] arguments = [.. declared.Method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(HttpRequest) ? (object)context.Request : Connection)];
        var instance = ActivatorUtilities.CreateInstance(_provider, declared.Method.DeclaringType!);
        var result = await (Task<IResult>)declared.Method.Invoke(instance, arguments)!;
        return await Answer.OfAsync(context, result);
    }

    public HttpContext Request(HttpTriggerAttribute trigger, string path, string? token, string? body, string? method)
    {
        var context = new DefaultHttpContext { RequestServices = _provider };
        var request = context.Request;
        request.Method = (method ?? trigger.Methods![0]).ToUpperInvariant();
        request.Scheme = "https";
        request.Host = new HostString("monitor.example.org");
        request.Path = path.Split('?')[0];
        request.QueryString = new QueryString(path.Contains('?', StringComparison.Ordinal) ? "?" + path.Split('?')[1] : null);
        if (token is not null)
        {
            request.Headers.Authorization = "Bearer " + token;
        }

        if (body is not null)
        {
            request.ContentType = "application/json";
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        var matcher = new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []);
        var values = new RouteValueDictionary();
        matcher.TryMatch(request.Path, values);
        request.RouteValues = values;
        context.Response.Body = new MemoryStream();
        return context;
    }

    /// <summary>Feeds what was taken so far to the projection, as the trigger does.</summary>
    public async Task ProjectAsync()
    {
        var page = await ((IExecutionFeed)Store).ReadAsync(0, int.MaxValue, CancellationToken.None);
        await Functions<ProjectionFunctions>().ProjectExecutions(FeedDocuments.Write(page.Items), CancellationToken.None);

        // The trigger keeps its own position; this store lists what lies before one.
        await Store.Rollups.SaveAsync(new PageWrite([], [], [], page.Position), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private static SignalRConnectionInfo Connection => new() { Url = "https://hub.example.org/client", AccessToken = "a-service-token" };
}
