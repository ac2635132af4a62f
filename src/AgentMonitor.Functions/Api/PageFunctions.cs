using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Api;

/// <summary>The page, the API document, and an answer for everything else.</summary>
public sealed class PageFunctions(RouteRunner routes)
{
    [Function("get_openapi")]
    public Task<IResult> GetOpenapi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi/v1.json")] HttpRequest request) =>
        routes.RunAsync(request, "get_openapi");

    // An empty route would be taken for none, and the function's name would be the address.
    [Function("home")]
    public Task<IResult> Home(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{home:maxlength(0)?}")] HttpRequest request) =>
        routes.RunAsync(request, "home");

    [Function("page")]
    public Task<IResult> Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "monitor/{**path}")] HttpRequest request) =>
        routes.RunAsync(request, "page");

    [Function("unmatched")]
    public Task<IResult> Unmatched(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{**path}")]
        HttpRequest request) =>
        routes.RunAsync(request, "unmatched");
}
