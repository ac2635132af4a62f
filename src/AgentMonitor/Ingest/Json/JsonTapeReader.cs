using System.Text.Json;
using System.Text.Unicode;

namespace AgentMonitor.Ingest.Json;

/// <summary>
/// Reads a text onto a tape and refuses what is malformed. <see cref="Utf8JsonReader"/> alone lets bad UTF-8, lone
/// surrogates, NUL characters, duplicate names and 1e999 pass.
/// </summary>
internal sealed class JsonTapeReader(JsonTape tape)
{
    private readonly MemberOrder _order = new(tape);
    private (int Node, int Last)[] _open = [];
    private int _depth;

    public Fault? Read(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json))
        {
            return Faults.InvalidUtf8;
        }

        if (_open.Length < maxDepth)
        {
            _open = new (int, int)[maxDepth];
        }

        _depth = 0;
        var reader = new Utf8JsonReader(tape.Begin(json), new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            return ReadAll(ref reader, maxDepth);
        }
        catch (JsonException exception)
        {
            return Faults.NotJson(exception);
        }
    }

    private Fault? ReadAll(ref Utf8JsonReader reader, int maxDepth)
    {
        var next = default(JsonNode);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    if (Text(ref reader, out next.NameStart, out next.NameLength) is { } inName)
                    {
                        return inName;
                    }

                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (!Close(ref reader))
                    {
                        return Faults.DuplicateKey;
                    }

                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when _depth == maxDepth:
                    return Faults.TooDeep(maxDepth);
            }

            if (Value(ref reader, ref next) is { } inValue)
            {
                return inValue;
            }

            Attach(next);
            next = default;
        }

        return null;
    }

    private Fault? Value(ref Utf8JsonReader reader, ref JsonNode node)
    {
        node.Kind = reader.TokenType;
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader, out node.Start, out node.Length);
        }

        node.Start = (int)reader.TokenStartIndex;
        node.Length = reader.ValueSpan.Length;
        return reader.TokenType == JsonTokenType.Number && !JsonNumber.IsFinite(reader.ValueSpan)
            ? Faults.NumberNotFinite
            : null;
    }

    private Fault? Text(ref Utf8JsonReader reader, out int start, out int length)
    {
        if (reader.ValueIsEscaped)
        {
            return tape.Unescape(reader.ValueSpan, out start, out length);
        }

        start = (int)reader.TokenStartIndex + 1;
        length = reader.ValueSpan.Length;
        return null;
    }

    private void Attach(in JsonNode node)
    {
        var added = tape.Add(node);
        if (_depth > 0)
        {
            ref var parent = ref _open[_depth - 1];
            if (parent.Last == 0)
            {
                tape[parent.Node].FirstChild = added;
            }
            else
            {
                tape[parent.Last].Next = added;
            }

            parent.Last = added;
        }

        if (node.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _open[_depth++] = (added, 0);
        }
    }

    private bool Close(ref Utf8JsonReader reader)
    {
        var closed = _open[--_depth].Node;
        tape[closed].Length = (int)reader.BytesConsumed - tape[closed].Start;
        return reader.TokenType == JsonTokenType.EndArray || _order.Sort(closed);
    }
}
