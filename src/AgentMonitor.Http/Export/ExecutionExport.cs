using System.IO.Pipelines;
using AgentMonitor.Executions;

namespace AgentMonitor.Http.Export;

/// <summary>
/// Writes every execution that matches, newest first, a page at a time: what it holds does not grow with what it
/// writes, and a reader that is slow slows it down.
/// </summary>
public sealed class ExecutionExport(IExecutionLists lists)
{
    private const int PageLimit = 500;

    /// <summary>Answers how many executions it wrote. A fault in the middle is thrown: what was written is not all.</summary>
    public async Task<long> WriteAsync(
        ExecutionFilter filter, ExportFormat format, PipeWriter output, CancellationToken cancellationToken)
    {
        var count = 0L;
        string? cursor = null;
        do
        {
            var page = await lists.ListAsync(filter, cursor, PageLimit, cancellationToken);
            if (cursor is null)
            {
                format.Begin(output);
            }

            format.Write(page.Items, output);
            count += page.Items.Count;
            cursor = page.NextCursor;
            if ((await output.FlushAsync(cancellationToken)).IsCompleted)
            {
                return count;
            }
        }
        while (cursor is not null);

        format.End(output);
        await output.FlushAsync(cancellationToken);
        return count;
    }
}
