using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// What one record says. A refusal is <see cref="IngestOutcome.Malformed"/> or <see cref="IngestOutcome.TooLarge"/>,
/// then without a draft; faults beside a draft make the record invalid.
/// </summary>
internal readonly record struct ExecutionReading(
    ExecutionDraft? Draft, IngestOutcome? Refusal, IReadOnlyList<Fault> Faults);

/// <summary>
/// Bytes to a draft, with all semantic faults at once. Buffers belong to the thread and are given back after a
/// large record.
/// </summary>
internal sealed class ExecutionReader
{
    private const int MostKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static ExecutionReader? _ofThread;

    private readonly JsonTape _tape = new();
    private readonly JsonTapeReader _reader;
    private readonly FieldValues _values;

    private ExecutionReader()
    {
        _reader = new JsonTapeReader(_tape);
        _values = new FieldValues(_tape);
    }

    /// <summary>A completion (<paramref name="isCompletion"/>) may leave out the agent, which its start named.</summary>
    public static ExecutionReading Read(ReadOnlySpan<byte> record, IngestOptions options, bool isCompletion = false)
    {
        if (record.Length > options.MaxRecordBytes)
        {
            return new ExecutionReading(null, IngestOutcome.TooLarge, [Faults.RecordTooLarge(options.MaxRecordBytes)]);
        }

        var reader = _ofThread ?? new ExecutionReader();
        _ofThread = null;
        var reading = reader.ReadRecord(JsonBytes.SkipByteOrderMark(record), options, isCompletion);
        if (record.Length <= MostKeptBytes)
        {
            _ofThread = reader;
        }
        else
        {
            reader._tape.Release();
        }

        return reading;
    }

    private ExecutionReading ReadRecord(ReadOnlySpan<byte> record, IngestOptions options, bool isCompletion)
    {
        if (_reader.Read(record, options.MaxDepth) is { } malformed)
        {
            return new ExecutionReading(null, IngestOutcome.Malformed, [malformed]);
        }

        if (_tape[JsonTape.Root].Kind != JsonTokenType.StartObject)
        {
            return new ExecutionReading(null, IngestOutcome.Invalid, [Faults.NotAnObject]);
        }

        var draft = ExecutionDraft.Take();
        _values.Begin(options);
        ExecutionFields.Record.Read(_values, _tape, JsonTape.Root, draft);
        _values.Notes.Require(isCompletion || draft.AgentName is not null, "agent_name");
        _values.Notes.Require(draft.Status is not null, "status");
        var faults = _values.Notes.All;
        draft.ContentHash = faults.Count == 0 ? CanonicalBody.Hash(_tape) : "";
        return new ExecutionReading(draft, null, faults);
    }
}
