using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Xunit;

namespace AgentMonitor.Functions.Tests.App;

/// <summary>What went out: the route's answer, and nothing that the function's own result added to it.</summary>
internal sealed record Answer(int Status, string? ContentType, string Body, IHeaderDictionary Headers)
{
    public static async Task<Answer> OfAsync(HttpContext context, IResult result)
    {
        var before = context.Response.Body.Length;
        await result.ExecuteAsync(context);

        Assert.IsType<EmptyHttpResult>(result);
        Assert.Equal(before, context.Response.Body.Length);
        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        return new Answer(context.Response.StatusCode, context.Response.ContentType, body, context.Response.Headers);
    }
}
