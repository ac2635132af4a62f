using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// Takes one member's value off the tape, notes what is wrong with it, and leaves its canonical spelling on the
/// tape. An empty text counts as absent, as null does. A value with a fault reads as null.
/// </summary>
internal sealed class FieldValues
{
    private readonly JsonTape _tape;
    private readonly ContentValues _content;

    private Func<string, string>? _mask;

    public FieldValues(JsonTape tape)
    {
        _tape = tape;
        Texts = new TextValues(tape, Notes);
        Numbers = new NumberValues(tape, Notes);
        Clients = new ClientValues(tape, Texts);
        _content = new ContentValues(tape);
    }

    public MemberFaults Notes { get; } = new();

    public TextValues Texts { get; }

    public NumberValues Numbers { get; }

    public ClientValues Clients { get; }

    public void Begin(IngestOptions options)
    {
        Notes.Begin();
        _content.Begin(options);
        _mask = options.Masker.MasksErrorMessages ? options.Masker.Mask : null;
    }

    public void Members(int node, FieldTable table, ExecutionDraft draft)
    {
        if (!IsObject(node))
        {
            return;
        }

        Notes.Parent = "/" + Notes.Field;
        table.Read(this, _tape, node, draft);
        Notes.Parent = "";
    }

    public string? ErrorMessage(int node, int most, ExecutionDraft draft) => Texts.LongText(node, most, draft, _mask);

    public ReadOnlyMemory<byte>? Content(int node, ExecutionDraft draft) => _content.Any(node, draft);

    public ReadOnlyMemory<byte>? Attributes(int node, ExecutionDraft draft)
    {
        if (!IsObject(node))
        {
            return null;
        }

        Clients.TakeFromAttributes(node, draft);
        return _content.Attributes(node, draft);
    }

    private bool IsObject(int node)
    {
        if (_tape[node].Kind == JsonTokenType.StartObject)
        {
            return true;
        }

        Notes.Note(Faults.WrongType(Notes.Pointer, "an object"));
        return false;
    }
}
