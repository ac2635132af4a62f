using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Admin;

/// <summary>Reads query parameters and collects everything that is wrong with them, to be said all at once.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int LongestText = 128;

    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private readonly List<FaultDto> _faults = [];

    public IReadOnlyList<FaultDto> Faults => _faults;

    public void Add(string name, string code, string message) => _faults.Add(new FaultDto(name, code, message));

    /// <summary>Whether anything is wrong; then that is answered.</summary>
    public async ValueTask<bool> RefusesAsync(HttpContext context)
    {
        if (_faults.Count == 0)
        {
            return false;
        }

        await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(_faults));
        return true;
    }

    public bool Has(string name) => query.ContainsKey(name);

    public string? Text(string name, int longest = LongestText)
    {
        var values = query[name];
        if (values.Count > 1)
        {
            Add(name, "repeated", "This parameter may be given once.");
            return null;
        }

        var text = values.ToString();
        if (text.Length > longest)
        {
            Add(name, "too_long", $"This parameter may be {longest} characters long.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>An id or a name in the form that they are stored in.</summary>
    public string? Name(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // What cannot be a name is nobody's.
        return ExecutionId.TryCreate(text, out var id) ? id.Value : text;
    }

    public int Integer(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Add(name, "out_of_range", $"This parameter must be a whole number from {least} to {most}.");
        return otherwise;
    }

    /// <summary>One of the enum's names, in snake_case.</summary>
    public TEnum Choice<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (WireEnum<TEnum>.Name(value) == text)
            {
                return value;
            }
        }

        Add(name, "unknown_value", $"This parameter must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(value => WireEnum<TEnum>.Name(value)))}.");
        return otherwise;
    }

    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is null or "true" or "false")
        {
            return text == "true";
        }

        Add(name, "unknown_value", "This parameter must be true or false.");
        return false;
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        // A plus sign that was not escaped arrives as a space, which is worth saying.
        Add(name, "not_an_instant", "This parameter must be an RFC 3339 time such as 2026-10-20T10:00:00Z; write + as %2B.");
        return null;
    }
}
