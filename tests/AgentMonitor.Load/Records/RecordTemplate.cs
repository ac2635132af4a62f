using System.Text;

namespace AgentMonitor.Load.Records;

/// <summary>
/// A record as bytes, with room for what differs from one sending to the next: id and times. Stamping it costs no
/// allocation.
/// </summary>
internal sealed class RecordTemplate
{
    public const int IdLength = 24;

    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly string IdSpace = new('0', IdLength);

    private static readonly string CreatedSpace = new('1', TimeFormat.Length);

    private static readonly string EndedSpace = new('2', TimeFormat.Length);

    private readonly TimeSpan _duration;

    private readonly int _id;

    private readonly int _created;

    private readonly int _ended;

    public RecordTemplate(Sample sample, int recordBytes)
    {
        var bare = Encoding.UTF8.GetByteCount(Json(sample, ""));
        Bytes = Encoding.UTF8.GetBytes(Json(sample, new string('x', Math.Max(0, recordBytes - bare))));
        _duration = TimeSpan.FromMilliseconds(sample.DurationMs);
        _id = Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(IdSpace));
        _created = Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(CreatedSpace));
        _ended = Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(EndedSpace));
    }

    public byte[] Bytes { get; }

    /// <summary>Writes the id and the times into a copy of <see cref="Bytes"/>.</summary>
    public void Stamp(Span<byte> copy, in RecordId id, DateTime ended)
    {
        id.Write(copy.Slice(_id, IdLength));
        (ended - _duration).TryFormat(copy[_created..], out _, TimeFormat);
        ended.TryFormat(copy[_ended..], out _, TimeFormat);
    }

    private static string Json(Sample sample, string padding)
    {
        var error = sample.Status switch
        {
            "failure" => ",\"error_type\":\"upstream_error\",\"error_message\":\"The model answered 500\"",
            "timeout" => ",\"error_type\":\"timeout\",\"error_message\":\"No answer in time\"",
            _ => "",
        };
        return $$"""
            {"execution_id":"{{IdSpace}}","agent_name":"{{sample.Agent}}","user_id":"{{sample.User}}","session_id":"{{sample.Session}}",
            "status":"{{sample.Status}}","created_at":"{{CreatedSpace}}","ended_at":"{{EndedSpace}}",
            "execution_time_ms":{{sample.DurationMs}},"ttft_ms":{{sample.TtftMs}},"model_used":"{{sample.Model}}",
            "usage":{"input_tokens":{{sample.InputTokens}},"cache_read_tokens":{{sample.CacheReadTokens}},
            "output_tokens":{{sample.OutputTokens}},"reasoning_tokens":{{sample.ReasoningTokens}}}{{error}},
            "input_data":{"message":"{{padding}}"} }
            """.ReplaceLineEndings("");
    }
}
