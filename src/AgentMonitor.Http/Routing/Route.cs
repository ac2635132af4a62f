using AgentMonitor.Access;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Routing;

/// <summary>
/// One call of the API: what both hosts bind, what the access check goes by, and what the API document says.
/// </summary>
/// <param name="Method">Upper case. A public <c>GET</c> answers <c>HEAD</c> as well.</param>
/// <param name="Pattern">Without a leading slash, as the Functions host wants it.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Name">Unique; the operation's id and the tag of its figures.</param>
/// <param name="Summary">One sentence for the API document.</param>
/// <param name="Handler">Writes the answer. What it throws becomes problem details around it.</param>
public sealed record Route(
    string Method, string Pattern, AccessClass Access, string Name, string Summary, Func<HttpContext, Task> Handler)
{
    /// <summary>What it reads and answers; null for files and streams, which the API document leaves out.</summary>
    public RouteShape? Shape { get; init; }

    public IReadOnlyList<string> Methods => Method == "GET" && Access == AccessClass.Public ? ["GET", "HEAD"] : [Method];

    internal static Route Ingest(
        string pattern, string name, string summary, Func<HttpContext, Task> handler, RouteShape shape) =>
        new("POST", pattern, AccessClass.Ingest, name, summary, handler) { Shape = shape };

    internal static Route Admin(
        string method, string pattern, string name, string summary, Func<HttpContext, Task> handler, RouteShape? shape) =>
        new(method, pattern, AccessClass.Admin, name, summary, handler) { Shape = shape };

    internal static Route Public(
        string pattern, string name, string summary, Func<HttpContext, Task> handler, RouteShape? shape) =>
        new("GET", pattern, AccessClass.Public, name, summary, handler) { Shape = shape };
}

/// <summary>A route's parameters, body and answers, for the API document.</summary>
/// <param name="Answer">The type behind the JSON of a success.</param>
public sealed record RouteShape(Type Answer)
{
    /// <summary>The type of a 200 where several records were sent.</summary>
    public Type? BatchAnswer { get; init; }

    public IReadOnlyList<RouteParameter> Query { get; init; } = [];

    public Type? Body { get; init; }

    /// <summary>Further media types of the body.</summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [];

    /// <summary>The statuses of a success; the first is the usual one.</summary>
    public IReadOnlyList<int> Successes { get; init; } = [200];

    /// <summary>The statuses of problems, besides those of access and of the store.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
}

/// <param name="Type">As JSON Schema names it: <c>integer</c> or <c>string</c>.</param>
public sealed record RouteParameter(string Name, string Type, string Summary);
