using System.Text;
using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>
/// Takes one member's value off the tape, notes what is wrong with it, and leaves its canonical spelling on the
/// tape. An empty text counts as absent, as null does. A value with a fault reads as null.
/// </summary>
internal sealed class FieldValues(JsonTape tape)
{
    private const int MostTags = 32;
    private const int MostTagCharacters = 64;

    private readonly List<Fault> _faults = [];
    private string _parent = "";
    private IngestOptions _options = new();

    /// <summary>The name of the member being read.</summary>
    public string Field { get; set; } = "";

    public IReadOnlyList<Fault> Noted => _faults.Count == 0 ? [] : [.. _faults];

    private string Pointer => $"{_parent}/{Field}";

    public void Begin(IngestOptions options)
    {
        _options = options;
        _faults.Clear();
        _parent = "";
    }

    /// <summary>Notes that a member is missing, unless it was there and wrong.</summary>
    public void Require(bool isThere, string field)
    {
        if (!isThere && !_faults.Exists(fault => fault.Pointer == "/" + field))
        {
            Note(Faults.Required("/" + field));
        }
    }

    /// <summary>An id or a name: NFC, 1 to 128 characters, none of them a control character.</summary>
    public string? Name(int node) => Name(node, Names.MostCharacters, null);

    /// <summary>The id names the content and is none.</summary>
    public string? Id(int node)
    {
        var id = Name(node);
        tape.Drop(node);
        return id;
    }

    /// <summary>A text of any length, of which the beginning is kept.</summary>
    public string? LongText(int node, int most, ExecutionDraft draft)
    {
        if (!IsText(node))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(tape.Text(node));
        if (text.Length <= most)
        {
            return text;
        }

        draft.ContentTruncated = true;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    public T? OneOf<T>(int node, WireWords<T> words)
        where T : struct, Enum
    {
        if (!IsText(node))
        {
            return null;
        }

        var value = words.Find(tape.Text(node));
        if (value is null)
        {
            Note(Faults.UnknownValue(Pointer, words.List));
        }

        return value;
    }

    public DateTimeOffset? Instant(int node)
    {
        if (!IsText(node))
        {
            return null;
        }

        if (!Instants.TryRead(tape.Text(node), out var instant))
        {
            Note(Faults.NotAnInstant(Pointer));
            return null;
        }

        Span<byte> canonical = stackalloc byte[Instants.WrittenLength];
        Instants.Write(instant, canonical);
        tape.Replace(node, canonical);
        return instant;
    }

    public long? Count(int node, long most, int least = 0)
    {
        var value = Number(node, 0, most, most, out var isExact);
        if (value is not null && !isExact)
        {
            Note(Faults.NotAnInteger(Pointer));
            return null;
        }

        if (value < least)
        {
            Note(Faults.OutOfRange(Pointer, least, most));
            return null;
        }

        return value;
    }

    /// <summary>Rounded to the whole one, half to even.</summary>
    public long? Milliseconds(int node, long most) => Number(node, 0, most, most, out _);

    public NanoUsd? Money(int node, long mostUsd) =>
        Number(node, 9, mostUsd * NanoUsd.PerUsd, mostUsd, out _) is { } nano ? new NanoUsd(nano) : null;

    public void Members(int node, FieldTable table, ExecutionDraft draft)
    {
        if (!IsObject(node))
        {
            return;
        }

        _parent = "/" + Field;
        table.Read(this, tape, node, draft);
        _parent = "";
    }

    public IReadOnlyList<string> Tags(int node)
    {
        if (tape[node].Kind != JsonTokenType.StartArray)
        {
            Note(Faults.WrongType(Pointer, "an array of texts"));
            return [];
        }

        var tags = new List<string>();
        for (var item = tape[node].FirstChild; item != 0; item = tape[item].Next)
        {
            if (tags.Count == MostTags)
            {
                Note(Faults.TooMany(Pointer, MostTags));
                break;
            }

            var pointer = $"{Pointer}/{tags.Count}";
            var isEmpty = tape[item].Kind == JsonTokenType.String && tape[item].Length == 0;
            if (isEmpty)
            {
                Note(Faults.Empty(pointer));
            }

            tags.Add((isEmpty ? null : Name(item, MostTagCharacters, pointer)) ?? "");
        }

        return tags;
    }

    /// <summary>Any JSON value, cut to its cap; nothing when content is not captured.</summary>
    public ReadOnlyMemory<byte>? Content(int node, ExecutionDraft draft) =>
        _options.CaptureContent ? Capped(node, _options.ContentCapBytes, draft) : null;

    public ReadOnlyMemory<byte>? Attributes(int node, ExecutionDraft draft) =>
        IsObject(node) ? Capped(node, _options.AttributesCapBytes, draft) : null;

    // Nullable throughout: beside a plain one, null would turn into an empty value.
    private ReadOnlyMemory<byte>? Capped(int node, int cap, ExecutionDraft draft)
    {
        var value = ContentCap.Apply(tape, node, cap, out var isCut);
        draft.ContentTruncated |= isCut;
        return value;
    }

    private string? Name(int node, int most, string? pointer)
    {
        if (!IsText(node, pointer))
        {
            return null;
        }

        var name = Names.Normalise(tape.Text(node), most, out var problem, out var isChanged);
        if (problem != NameProblem.None)
        {
            Note(problem == NameProblem.TooLong
                ? Faults.TooLong(pointer ?? Pointer, most)
                : Faults.ControlCharacter(pointer ?? Pointer));
            return null;
        }

        if (isChanged)
        {
            tape.Replace(node, Encoding.UTF8.GetBytes(name));
        }

        return name;
    }

    private long? Number(int node, int power, long most, long shownMost, out bool isExact)
    {
        isExact = true;
        if (tape[node].Kind != JsonTokenType.Number)
        {
            Note(Faults.WrongType(Pointer, "a number"));
            return null;
        }

        var number = new JsonNumber(tape.Text(node));
        if (number.IsNegative)
        {
            Note(Faults.Negative(Pointer));
            return null;
        }

        if (!number.TryScale(power, most, out var value, out isExact))
        {
            isExact = true;
            Note(Faults.OutOfRange(Pointer, 0, shownMost));
            return null;
        }

        return value;
    }

    private bool IsText(int node) => IsText(node, null);

    private bool IsText(int node, string? pointer)
    {
        if (tape[node].Kind != JsonTokenType.String)
        {
            Note(Faults.WrongType(pointer ?? Pointer, "a text"));
            return false;
        }

        if (tape[node].Length == 0)
        {
            tape.Drop(node);
            return false;
        }

        return true;
    }

    private bool IsObject(int node)
    {
        if (tape[node].Kind == JsonTokenType.StartObject)
        {
            return true;
        }

        Note(Faults.WrongType(Pointer, "an object"));
        return false;
    }

    private void Note(Fault fault) => _faults.Add(fault);
}
