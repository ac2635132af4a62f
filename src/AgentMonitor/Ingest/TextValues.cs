using System.Text;
using System.Text.Json;
using AgentMonitor.Ingest.Json;

namespace AgentMonitor.Ingest;

/// <summary>Texts: names, ids, words of the wire, instants and tags.</summary>
internal sealed class TextValues(JsonTape tape, MemberFaults faults)
{
    private const int MostTags = 32;
    private const int MostTagCharacters = 64;

    private readonly KnownNames _known = new();

    /// <summary>An id or a name: NFC, 1 to 128 characters, none of them a control character.</summary>
    public string? Name(int node) => Name(node, Names.MostCharacters, null);

    /// <summary>The same for a member whose values come again and again.</summary>
    public string? KnownName(int node)
    {
        if (tape[node].Kind == JsonTokenType.String && _known.Find(tape.Text(node)) is { } known)
        {
            return known;
        }

        var name = Name(node);
        if (name is not null)
        {
            // As it stands on the tape now, which is NFC.
            _known.Keep(tape.Text(node), name);
        }

        return name;
    }

    /// <summary>The id names the content and is none.</summary>
    public string? Id(int node)
    {
        var id = Name(node);
        tape.Drop(node);
        return id;
    }

    /// <summary>A text of any length, of which the beginning is kept.</summary>
    /// <param name="mask">What is done to it before it is cut.</param>
    public string? LongText(int node, int most, ExecutionDraft draft, Func<string, string>? mask = null)
    {
        if (!IsText(node))
        {
            return null;
        }

        var sent = Encoding.UTF8.GetString(tape.Text(node));
        var text = mask is null ? sent : mask(sent);
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
            faults.Note(Faults.UnknownValue(faults.Pointer, words.List));
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
            faults.Note(Faults.NotAnInstant(faults.Pointer));
            return null;
        }

        Span<byte> canonical = stackalloc byte[Instants.WrittenLength];
        Instants.Write(instant, canonical);
        tape.Replace(node, canonical);
        return instant;
    }

    public IReadOnlyList<string> Tags(int node)
    {
        if (tape[node].Kind != JsonTokenType.StartArray)
        {
            faults.Note(Faults.WrongType(faults.Pointer, "an array of texts"));
            return [];
        }

        var tags = new List<string>();
        for (var item = tape[node].FirstChild; item != 0; item = tape[item].Next)
        {
            if (tags.Count == MostTags)
            {
                faults.Note(Faults.TooMany(faults.Pointer, MostTags));
                break;
            }

            var pointer = $"{faults.Pointer}/{tags.Count}";
            var isEmpty = tape[item].Kind == JsonTokenType.String && tape[item].Length == 0;
            if (isEmpty)
            {
                faults.Note(Faults.Empty(pointer));
            }

            tags.Add((isEmpty ? null : Name(item, MostTagCharacters, pointer)) ?? "");
        }

        return tags;
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
            faults.Note(problem == NameProblem.TooLong
                ? Faults.TooLong(pointer ?? faults.Pointer, most)
                : Faults.ControlCharacter(pointer ?? faults.Pointer));
            return null;
        }

        if (isChanged)
        {
            tape.Replace(node, Encoding.UTF8.GetBytes(name));
        }

        return name;
    }

    private bool IsText(int node) => IsText(node, null);

    private bool IsText(int node, string? pointer)
    {
        if (tape[node].Kind != JsonTokenType.String)
        {
            faults.Note(Faults.WrongType(pointer ?? faults.Pointer, "a text"));
            return false;
        }

        if (tape[node].Length == 0)
        {
            tape.Drop(node);
            return false;
        }

        return true;
    }
}
