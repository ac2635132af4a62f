using System.Text;
using System.Text.Json;
using AgentMonitor.Ingest.Json;
using AgentMonitor.Ingest.Masking;

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
        var kind = tape[node].Kind;
        var text = _options.Masker.MasksContent ? Masked(kind, tape.Text(node)) : tape.Text(node);
        var value = ContentCap.Apply(kind, text, cap, out var isCut);
        draft.ContentTruncated |= isCut;
        return value;
    }

    // Before it is cut, since half of what is masked would not look like it.
    private ReadOnlySpan<byte> Masked(JsonTokenType kind, ReadOnlySpan<byte> text) => kind == JsonTokenType.String
        ? Encoding.UTF8.GetBytes(_options.Masker.Mask(Encoding.UTF8.GetString(text)))
        : MaskedJson.Of(text, _options.Masker, _options.MaxDepth);
}
