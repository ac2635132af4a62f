using System.Buffers;
using System.Globalization;
using System.Text;
using AgentMonitor.Executions;
using CsvHelper;
using CsvHelper.Configuration;

namespace AgentMonitor.Http.Export;

/// <summary>
/// Comma-separated values, RFC 4180, in UTF-8 with a header row. A cell that a spreadsheet would take for a formula
/// gets an apostrophe in front of it; JSON has the value as it is.
/// </summary>
internal sealed class CsvFormat : ExportFormat
{
    // Their text is mostly too short for a large object, which only a full collection takes away.
    private const int RowsAtOnce = 64;

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = ShouldQuote,
        InjectionOptions = InjectionOptions.Escape,

        // What OWASP names for CSV injection, with the full-width forms that some spreadsheets fold into these.
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'],
    };

    public override string ContentType => "text/csv; charset=utf-8; header=present";

    internal override void Begin(IBufferWriter<byte> output) =>
        Write(output, csv =>
        {
            foreach (var column in ExportColumns.All)
            {
                csv.WriteField(column.Name);
            }

            csv.NextRecord();
        });

    internal override void Write(IEnumerable<Execution> executions, IBufferWriter<byte> output)
    {
        foreach (var some in executions.Chunk(RowsAtOnce))
        {
            Write(output, csv => WriteRows(csv, some));
        }
    }

    internal override void End(IBufferWriter<byte> output)
    {
    }

    // A break of one character, too: many readers take it for the end of a row, and what follows it for a cell.
    private static bool ShouldQuote(ShouldQuoteArgs field) =>
        ConfigurationFunctions.ShouldQuote(field) || field.Field.AsSpan().ContainsAny('\r', '\n');

    private static void WriteRows(CsvWriter csv, Execution[] executions)
    {
        foreach (var execution in executions)
        {
            foreach (var column in ExportColumns.All)
            {
                csv.WriteField(Text(column.Value(execution)));
            }

            csv.NextRecord();
        }
    }

    private static void Write(IBufferWriter<byte> output, Action<CsvWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Configuration))
        {
            write(csv);
        }

        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => string.Join(' ', texts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
