using System.Globalization;
using System.Text.Json;
using AgentMonitor.Http.Problems;

namespace AgentMonitor.Http.Wire;

/// <summary>
/// Reads an object's members and collects everything that is wrong with them; one that is null is one that is absent.
/// </summary>
/// <param name="at">The JSON pointer of the object.</param>
internal sealed class JsonMembers(JsonElement item, string at, List<FaultDto> faults)
{
    private const int LongestText = 128;

    public string? Text(string name, bool isOptional = false, int longest = LongestText)
    {
        if (Find(name) is not { } value)
        {
            return isOptional ? null : Fault<string?>(name, "required", "This has to be given.", null);
        }

        return value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { } text
            ? text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl)
                ? text
                : Fault<string?>(
                    name, "not_a_name", string.Create(CultureInfo.InvariantCulture, $"This has to be 1 to {longest} characters, none of them a control character."), null)
            : Fault<string?>(name, "not_a_string", "This has to be a string.", null);
    }

    public T Name<T>(string name, IReadOnlyDictionary<string, T> names, T? otherwise = null)
        where T : struct
    {
        if (Find(name) is not { } value)
        {
            return otherwise ?? Fault(name, "required", "This has to be given.", default(T));
        }

        return value.ValueKind == JsonValueKind.String && JsonText.Find(value) is { } text && names.TryGetValue(text, out var found)
            ? found
            : Fault(name, "unknown_value", $"This has to be one of {string.Join(", ", names.Keys)}.", default(T));
    }

    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => Fault(name, "not_a_flag", "This has to be true or false.", otherwise),
    };

    public decimal? Number(string name, bool isOptional = false) => Find(name) switch
    {
        null => isOptional ? null : Fault<decimal?>(name, "required", "This has to be given.", null),
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var number) => number,
        _ => Fault<decimal?>(name, "not_a_number", "This has to be a number of ordinary size.", null),
    };

    public DateOnly? Day(string name, bool isOptional = false)
    {
        if (Text(name, isOptional) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Fault<DateOnly?>(name, "not_a_day", "This has to be a day such as 2026-10-20.", null);
    }

    /// <summary>A day, which stands for its beginning in UTC, or an instant.</summary>
    public DateTimeOffset? Instant(string name, bool isOptional = false)
    {
        if (Text(name, isOptional) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant.ToUniversalTime()
                : Fault<DateTimeOffset?>(name, "not_an_instant", "This has to be a day such as 2026-10-20, or an RFC 3339 time.", null);
    }

    public JsonElement? Find(string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public T Fault<T>(string name, string code, string message, T otherwise)
    {
        faults.Add(new FaultDto($"{at}/{name}", code, message));
        return otherwise;
    }
}
