using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Traces;

/// <summary>
/// A file of executions. Its SHA-256 stands for it: together with a row's number it makes the ids of rows that bring
/// none, so that the same file always brings the same executions.
/// </summary>
internal sealed class TraceFile
{
    private readonly string _path;
    private readonly Func<Stream, CancellationToken, IAsyncEnumerable<TraceRow>> _read;

    private TraceFile(string path, string hash, Func<Stream, CancellationToken, IAsyncEnumerable<TraceRow>> read)
    {
        _path = path;
        _read = read;
        Hash = hash;
    }

    /// <summary>SHA-256 of the file's bytes, in lower-case hex.</summary>
    public string Hash { get; }

    public string Name => Path.GetFileName(_path);

    /// <summary>How much of the file the present reading has behind it, from 0 to 1.</summary>
    public double Fraction { get; private set; }

    public static async Task<TraceFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Func<Stream, CancellationToken, IAsyncEnumerable<TraceRow>> read = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => CsvRows.ReadAsync,
            ".json" => JsonRows.ReadArrayAsync,
            ".ndjson" or ".jsonl" => JsonRows.ReadLinesAsync,
            _ => throw new TraceFormatException("A trace is a .csv, .json (an array), .ndjson or .jsonl file."),
        };
        await using var stream = Open(path);
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        return new TraceFile(path, Convert.ToHexStringLower(hash), read);
    }

    /// <summary>Every row as a record of the wire, complete with its id and with what had to be derived.</summary>
    public async IAsyncEnumerable<TraceRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = Open(_path);
        await foreach (var row in _read(stream, cancellationToken))
        {
            if (row.Fault is null)
            {
                Complete(row.Record, row.Number);
            }

            Fraction = (double)stream.Position / Math.Max(1, stream.Length);
            yield return row;
        }
    }

    private void Complete(JsonObject record, long number)
    {
        DerivedFields.FillIn(record, number);
        record["execution_id"] ??= $"{Hash[..12]}-{number}";
        if (TraceTimes.Find(record, "started_at") is not { } started)
        {
            return;
        }

        record["created_at"] ??= TraceTimes.Format(started);
        if (record["ended_at"] is null && IsFinished(record))
        {
            record["ended_at"] = TraceTimes.Format(started.AddMilliseconds(TraceTimes.DurationOf(record)));
        }
    }

    private static bool IsFinished(JsonObject record) =>
        record["status"] is JsonValue value && value.TryGetValue<string>(out var status) && status != "running";

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
        Share = FileShare.Read,
        BufferSize = 1 << 16,
    });
}
