using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>Who is there, and in which conversations.</summary>
public sealed class SessionsFunctions(RouteRunner routes)
{
    [Function("list_sessions")]
    public Task<IResult> ListSessions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/sessions")] HttpRequest request) =>
        routes.RunAsync(request, "list_sessions");

    [Function("get_session")]
    public Task<IResult> GetSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/sessions/{id}")] HttpRequest request) =>
        routes.RunAsync(request, "get_session");

    [Function("list_users")]
    public Task<IResult> ListUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/users")] HttpRequest request) =>
        routes.RunAsync(request, "list_users");
}
