using AgentMonitor.Access;
using AgentMonitor.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Routing;

/// <summary>What no route takes: 404, 405 with the methods that the path has, or a preflight.</summary>
public static class Unmatched
{
    /// <summary>Any method, any path; a host binds it last.</summary>
    public static Route Route { get; } = new(
        "*", "{**path}", AccessClass.Public, "unmatched", "Says what is wrong with a path or a method.", AnswerAsync);

    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var methods = Routes.All
            .Where(route => RoutePattern.Matches(route.Pattern, path))
            .SelectMany(route => route.Methods)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (methods.Length == 0)
        {
            return ProblemAnswers.WriteAsync(context, Problem.NotFound("There is nothing at this address."));
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return ProblemAnswers.WriteAsync(context, Problem.MethodNotAllowed);
    }
}
