using System.IO.Pipelines;
using System.Net.Http.Headers;
using AgentMonitor.Executions;
using AgentMonitor.Http.Export;
using AgentMonitor.Server.Delivery;

namespace AgentMonitor.Server.Exports;

/// <summary>Where an export's bytes come from; each hands them to <c>take</c> as they come.</summary>
internal static class ExportSources
{
    public static async Task<long> FromServerAsync(
        Uri server, string? token, ExportRequest request, Func<Stream, Task<long>> take, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await client.GetAsync(
                request.ToAddress(), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            AdminRefusal.ThrowIfAny(response, server);
            if (!response.IsSuccessStatusCode)
            {
                throw new DeliveryException($"The server at {server} answered {(int)response.StatusCode} to the export.");
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await take(body);
        }
        catch (HttpRequestException exception)
        {
            throw new DeliveryException($"The server at {server} broke off: {exception.Message}");
        }
    }

    public static async Task<long> FromStoreAsync(
        IExecutionLists lists, ExportRequest request, Func<Stream, Task<long>> take, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(lists, request, pipe.Writer, cancellationToken);
        try
        {
            return await take(pipe.Reader.AsStream());
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }
    }

    // A fault travels through the pipe, so that the reader sees it rather than an end.
    private static async Task WriteAsync(
        IExecutionLists lists, ExportRequest request, PipeWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var format = ExportFormat.Find(request.Format)!;
            await new ExecutionExport(lists).WriteAsync(request.Filter, format, output, cancellationToken);
            await output.CompleteAsync();
        }
#pragma warning disable CA1031 // It is thrown again where the pipe is read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await output.CompleteAsync(exception);
        }
    }
}
