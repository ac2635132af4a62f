using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentMonitor.Tests.Ingest;

/// <summary>Writes one JSON value in one of its many spellings: order, space, escapes, numbers, null members.</summary>
internal sealed class Spelling(Random random)
{
    private readonly StringBuilder _text = new();

    public static string Of(JsonNode value, Random random)
    {
        var spelling = new Spelling(random);
        spelling.Write(value);
        return spelling._text.ToString();
    }

    private void Write(JsonNode? value)
    {
        Space();
        switch (value)
        {
            case JsonObject members:
                WriteObject(members);
                break;
            case JsonArray items:
                WriteList('[', items, Write, ']');
                break;
            case null:
                _text.Append("null");
                break;
            default:
                WriteScalar(value);
                break;
        }

        Space();
    }

    private void WriteObject(JsonObject members)
    {
        var shuffled = members.ToArray();
        random.Shuffle(shuffled);
        var withNull = random.Next(2) == 0
            ? shuffled.Append(KeyValuePair.Create<string, JsonNode?>("nothing", null))
            : shuffled;
        WriteList('{', withNull, member =>
        {
            Space();
            WriteString(member.Key);
            Space();
            _text.Append(':');
            Write(member.Value);
        }, '}');
    }

    private void WriteList<T>(char open, IEnumerable<T> items, Action<T> write, char close)
    {
        _text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            _text.Append(isFirst ? "" : ",");
            isFirst = false;
            write(item);
        }

        _text.Append(close);
    }

    private void WriteScalar(JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.String)
        {
            WriteString(value.GetValue<string>());
        }
        else if (value.GetValueKind() == JsonValueKind.Number)
        {
            WriteNumber(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        else
        {
            _text.Append(value.ToJsonString());
        }
    }

    private void WriteNumber(decimal number)
    {
        var shift = random.Next(4);
        _text.Append(random.Next(4) switch
        {
            0 => number.ToString(CultureInfo.InvariantCulture),
            1 => (number * 1.000m).ToString(CultureInfo.InvariantCulture),
            2 => string.Create(CultureInfo.InvariantCulture, $"{number * (decimal)Math.Pow(10, shift)}e-{shift}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{number / (decimal)Math.Pow(10, shift)}E+0{shift}"),
        });
    }

    private void WriteString(string text)
    {
        _text.Append('"');
        foreach (var character in text)
        {
            _text.Append(random.Next(5) == 0 || character is '"' or '\\' || character < ' '
                ? $"\\u{(int)character:x4}"
                : character.ToString());
        }

        _text.Append('"');
    }

    private void Space() => _text.Append(random.Next(4) switch { 0 => " ", 1 => "\n\t", 2 => "\r\n", _ => "" });
}
