using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>Values that are kept as JSON, cut to their caps.</summary>
internal sealed class ContentValues(JsonTape tape)
{
    private IngestOptions _options = new();

    public void Begin(IngestOptions options) => _options = options;

    /// <summary>Any JSON value; nothing when content is not captured.</summary>
    public ReadOnlyMemory<byte>? Any(int node, ExecutionDraft draft) =>
        _options.CaptureContent ? Capped(node, _options.ContentCapBytes, draft) : null;

    public ReadOnlyMemory<byte>? Attributes(int node, ExecutionDraft draft) =>
        Capped(node, _options.AttributesCapBytes, draft);

    // Nullable throughout: beside a plain one, null would turn into an empty value.
    private ReadOnlyMemory<byte>? Capped(int node, int cap, ExecutionDraft draft)
    {
        var value = ContentCap.Apply(tape, node, cap, out var isCut);
        draft.ContentTruncated |= isCut;
        return value;
    }
}
