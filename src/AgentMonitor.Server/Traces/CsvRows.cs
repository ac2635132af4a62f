using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace AgentMonitor.Server.Traces;

/// <summary>Comma-separated values, RFC 4180, with a header row.</summary>
internal static class CsvRows
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { IgnoreBlankLines = true };

    public static async IAsyncEnumerable<TraceRow> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        using var csv = new CsvParser(text, Configuration, leaveOpen: true);
        if (await ReadCellsAsync(csv) is not { } columns)
        {
            yield break;
        }

        columns = [.. columns.Select(static column => column.Trim())];
        if (!columns.Any(TraceColumns.IsField))
        {
            throw new TraceFormatException("No column of the header row is a field of an execution, for example agent_name or started_at.");
        }

        for (long number = 1; await ReadCellsAsync(csv) is { } cells; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Row(number, columns, cells);
        }
    }

    private static TraceRow Row(long number, string[] columns, string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            return TraceRow.Unreadable(number, $"It has {cells.Length} cells where the header has {columns.Length}.");
        }

        var record = new JsonObject();
        for (var index = 0; index < columns.Length; index++)
        {
            TraceColumns.SetCell(record, columns[index], cells[index]);
        }

        return TraceRow.Read(number, record);
    }

    // Null at the end. A bad cell only shows when it is taken out of its line.
    private static async ValueTask<string[]?> ReadCellsAsync(CsvParser csv)
    {
        try
        {
            return await csv.ReadAsync() ? csv.Record : null;
        }
        catch (CsvHelperException)
        {
            throw new TraceFormatException($"Line {csv.RawRow} is not well-formed CSV: look for an unclosed quote.");
        }
    }
}
