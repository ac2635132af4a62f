using System.Collections.Frozen;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.Http.Routing;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Functions.Api;

/// <summary>Runs a route of the shared table for the function that is named after it.</summary>
public sealed class RouteRunner(EndpointRunner runner, FunctionFigures figures)
{
    private const string Stream = "stream";

    private static readonly FrozenDictionary<string, Route> ByName =
        Routes.All.Append(Unmatched.Route).ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);

    /// <summary>
    /// The route's handler writes the answer itself, headers and all; what is returned adds nothing to it. A function
    /// that returned nothing would leave the worker to make up an answer of its own.
    /// </summary>
    public async Task<IResult> RunAsync(HttpRequest request, string name)
    {
        var context = request.HttpContext;
        context.Connection.RemoteIpAddress = CallerAddress.Of(context);
        if (name == Stream)
        {
            await runner.RunAsync(context, ByName[name]);
        }
        else
        {
            await figures.MeasureAsync(context, () => runner.RunAsync(context, ByName[name]));
        }

        return Results.Empty;
    }
}
