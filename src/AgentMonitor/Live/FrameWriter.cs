using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Live;

/// <summary>Writes one frame, and stops adding to it before it grows past <see cref="MaximumBytes"/>.</summary>
internal sealed class FrameWriter : IDisposable
{
    public const int MaximumBytes = 32 * 1024;

    /// <summary>What is left of a frame for the data of a signal.</summary>
    public const int MaximumSignalBytes = MaximumBytes - 1024;

    // What one more execution may take: seven texts of 128 characters at six bytes each, and a cut message.
    private const int Reserve = 8 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private readonly Utf8JsonWriter _json;

    public FrameWriter(FrameKind kind, long sequence, DateTimeOffset now, string? source)
    {
        _json = new Utf8JsonWriter(_buffer, Options);
        _json.WriteStartObject();
        _json.WriteString("type", kind.Name());
        if (source is not null)
        {
            _json.WriteString("source", source);
        }

        _json.WriteNumber("seq", sequence);
        _json.WriteString("timestamp", now.UtcDateTime);
        _json.WritePropertyName("data");
    }

    private bool IsFull => _json.BytesCommitted + _json.BytesPending > MaximumBytes - Reserve;

    public static LiveFrame Write(
        FrameKind kind, long sequence, DateTimeOffset now, Action<FrameWriter> data, string? source = null)
    {
        using var writer = new FrameWriter(kind, sequence, now, source);
        data(writer);
        writer._json.WriteEndObject();
        writer._json.Flush();
        return new LiveFrame(kind.Name(), sequence, writer._buffer.WrittenMemory);
    }

    public void Dispose() => _json.Dispose();

    public void WriteExecutions(NewestExecutions executions) => WriteList("executions", executions, WriteExecution);

    public void WriteErrors(NewestExecutions errors) => WriteList("errors", errors, WriteError);

    /// <summary>Data that is JSON already.</summary>
    public void WriteData(ReadOnlyMemory<byte> utf8Json) => _json.WriteRawValue(utf8Json.Span);

    public void WriteMinutes(PendingMinutes minutes)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("minutes");
        var more = minutes.HasMore;
        foreach (var (start, cells) in minutes.NewestFirst)
        {
            if (IsFull)
            {
                more = true;
                break;
            }

            WriteMinute(start, cells);
        }

        _json.WriteEndArray();
        _json.WriteBoolean("more", more);
        _json.WriteEndObject();
    }

    // The busiest agents first, as many as fit.
    private void WriteMinute(DateTimeOffset start, Dictionary<string, LiveFigures> cells)
    {
        _json.WriteStartObject();
        _json.WriteString("minute", start.UtcDateTime);
        if (cells.Remove(CellName.All, out var all))
        {
            _json.WritePropertyName("all");
            Write(all);
        }

        _json.WriteStartObject("agents");
        var more = 0;
        foreach (var (agent, figures) in cells.OrderByDescending(cell => cell.Value.Total))
        {
            if (IsFull)
            {
                more++;
                continue;
            }

            _json.WritePropertyName(agent);
            Write(figures);
        }

        _json.WriteEndObject();
        _json.WriteNumber("more_agents", more);
        _json.WriteEndObject();
    }

    private void Write(LiveFigures figures)
    {
        _json.WriteStartObject();
        _json.WriteNumber("count", figures.Total);
        _json.WriteNumber("successful", figures.Successful);
        _json.WriteNumber("failed", figures.Failed);
        _json.WriteNumber("timeouts", figures.Timeouts);
        _json.WriteNumber("cancelled", figures.Cancelled);
        _json.WriteNumberOrNull("avg_time_ms", figures.AverageMs);
        _json.WriteNumber("total_tokens", figures.Tokens);
        _json.WriteNumber("total_cost_usd", figures.Cost.Usd);
        _json.WriteNumber("unpriced_tokens", figures.UnpricedTokens);
        _json.WriteEndObject();
    }

    private void WriteList(string name, NewestExecutions executions, Action<Execution> write)
    {
        var more = executions.More;
        _json.WriteStartObject();
        _json.WriteStartArray(name);
        foreach (var execution in executions.NewestFirst)
        {
            if (IsFull)
            {
                more++;
                continue;
            }

            _json.WriteStartObject();
            write(execution);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteNumber("more", more);
        _json.WriteEndObject();
    }

    private void WriteExecution(Execution execution)
    {
        WriteWho(execution);
        _json.WriteString("session_id", execution.SessionId);
        _json.WriteNumberOrNull("execution_time_ms", execution.DurationMs);
        _json.WriteNumberOrNull("ttft_ms", execution.TtftMs);
        _json.WriteNumberOrNull("tokens_used", execution.TokensUsed);
        _json.WriteNumberOrNull("cost_usd", execution.Cost?.Usd);
        _json.WriteString("error_type", execution.ErrorType);
    }

    private void WriteError(Execution execution)
    {
        WriteWho(execution);
        _json.WriteString("error_type", execution.ErrorType);
        _json.WriteString("error_message", FrameText.Cut(execution.ErrorMessage));
        _json.WriteString("fingerprint", execution.ErrorFingerprint);
    }

    private void WriteWho(Execution execution)
    {
        _json.WriteString("execution_id", execution.Id.Value);
        _json.WriteString("agent_name", execution.AgentName);
        _json.WriteString("user_id", execution.UserId);
        _json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(execution.Status.ToString()));
        _json.WriteString("model_used", execution.Model);
        _json.WriteString("created_at", execution.CreatedAt.UtcDateTime);
        _json.WriteInstantOrNull("ended_at", execution.EndedAt);
    }
}
