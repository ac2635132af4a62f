using System.Buffers;
using System.Globalization;
using System.Text;
using AgentMonitor.Yardstick.Writers;

namespace AgentMonitor.Yardstick;

/// <summary>
/// Kestrel with one handler. A POST is stored and answered once it is durable; a GET answers how many records are stored,
/// in the words of the admin metrics, so that the same load tool can check it.
/// </summary>
internal static class BareServer
{
    private static readonly byte[] Created = """{"status":"success","result":"created"}"""u8.ToArray();

    public static async Task RunAsync(string url, IGroupWriter writer, CancellationToken stop)
    {
        using var commits = new GroupCommit(writer);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(context => HttpMethods.IsPost(context.Request.Method)
            ? StoreAsync(context, commits)
            : AnswerAsync(context.Response, 200, CountAnswer(commits.Count())));
        await app.StartAsync(stop);
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task StoreAsync(HttpContext context, GroupCommit commits)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)context.Request.ContentLength!.Value);
        try
        {
            var length = (int)context.Request.ContentLength.Value;
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
            var sent = new SentBody(body.AsMemory(0, length));
            var created = await commits.AddAsync(sent);
            await (sent.IsArray
                ? AnswerAsync(context.Response, 200, BatchAnswer(created))
                : AnswerAsync(context.Response, created == 1 ? 201 : 200, Created));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static async Task AnswerAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }

    private static byte[] BatchAnswer(int created) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"accepted":{{created}},"duplicates":0,"rejected":0}"""));

    private static byte[] CountAnswer(long count) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$$"""{"metrics":{"total_requests":{{{count}}}}}"""));
}
