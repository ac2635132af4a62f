using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentMonitor.Executions;

/// <summary>
/// Groups errors that say the same but for ids, numbers, quotes and addresses. It looks at the first line of a message
/// and there at 400 characters, so that its time is bounded whatever a sender sends; it never throws.
/// </summary>
public static partial class ErrorFingerprint
{
    private const int MostRead = 400;
    private const int LongestTitle = 120;

    // In this order: what holds numbers and quotes goes before numbers and quotes.
    private static readonly (Regex What, string Placeholder)[] Variables =
    [
        (Url(), "<url>"), (Email(), "<email>"), (Time(), "<time>"), (GuidPattern(), "<id>"), (Quoted(), "<text>"),
        (WindowsPath(), "<path>"), (UnixPath(), "<path>"), (Hex(), "<id>"), (Token(), "<id>"), (Number(), "<n>"),
    ];

    /// <summary>The first 16 hexadecimal digits of a SHA-256: equal for errors of one kind, in any case of letters.</summary>
    public static string Of(string? errorType, string? message)
    {
        var kind = $"{Normal(errorType)}\n{Normal(message)}".ToLowerInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)), 0, 8);
    }

    /// <summary>The type as sent, or what the status says where none was: a timeout needs no other words.</summary>
    public static string? KindOf(ExecutionStatus status, string? errorType) =>
        errorType ?? (status == ExecutionStatus.Timeout ? "timeout" : null);

    /// <summary>What a person reads above a group, up to 120 characters; ids and the like are placeholders.</summary>
    public static string Title(string? errorType, string? message)
    {
        var (type, text) = (Normal(errorType), Normal(message));
        var title = type.Length == 0 || text.StartsWith(type, StringComparison.OrdinalIgnoreCase) ? text
            : text.Length == 0 ? type
            : $"{type}: {text}";
        return title.Length == 0 ? "Unknown error" : title.Length <= LongestTitle ? title : $"{Cut(title, LongestTitle - 1)}…";
    }

    private static string Normal(string? text)
    {
        var start = text.AsSpan().TrimStart();
        var near = start[..Math.Min(start.Length, MostRead + 1)];
        var end = near.IndexOfAny('\r', '\n');
        var line = Cut((end < 0 ? near : near[..end]).ToString(), MostRead);
        foreach (var (what, placeholder) in Variables)
        {
            line = what.Replace(line, placeholder);
        }

        return Spaces().Replace(line, " ").Trim();
    }

    /// <summary>The first characters, without half of a surrogate pair at the end.</summary>
    private static string Cut(string text, int most) => text.Length <= most ? text
        : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://[^\s""'<>)\]]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?([.,]\d+)?)?(Z|\s?[+-]\d\d:?\d\d)?\b|\b\d\d?:\d\d(:\d\d)([.,]\d+)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\{?\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b\}?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GuidPattern();

    // An apostrophe inside a word is no quote: "can't read the user's file".
    [GeneratedRegex(@"""[^""]*""|`[^`]*`|“[^”]*”|«[^»]*»|(?<!\w)'[^']*'(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[a-z]:\\[^\s:*?""<>|]*|\\\\[\w.-]+\\[^\s:*?""<>|]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WindowsPath();

    [GeneratedRegex(@"(?<![\w/<>.])(~|\.{1,2})?(/[\w.@+~%-]+){2,}/?", RegexOptions.CultureInvariant)]
    private static partial Regex UnixPath();

    [GeneratedRegex(@"\b0x[0-9a-f]+\b|\b(?=[a-f]*[0-9])[0-9a-f]{8,}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hex();

    // Ids with a prefix, such as req_01HV7ZK3 or call-9fQx72Lm: a run of letters and digits that mixes both.
    [GeneratedRegex(@"\b[a-z]{2,8}[_-](?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{6,}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    // An HTTP status says what kind of error it is, so "status 429" and "status 503" stay apart, and so do names with
    // a digit inside, such as gpt-4o; a unit may follow.
    [GeneratedRegex(@"(?!(?<=\b(https?|status|code)\W{0,3})[45]\d\d\b)(?<!\d)(?>\d+([.,:_]\d+)*)(?=(ms|s|secs?|mins?|m|h|k|[kmgt]i?b|st|nd|rd|th)?\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
