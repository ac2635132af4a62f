using System.Text.RegularExpressions;

namespace AgentMonitor.Tests.House;

/// <summary>Finds SQL that is put together at run time, where an id could become part of the statement.</summary>
internal static partial class SqlText
{
    private const string Verb = @"\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|ATTACH|PRAGMA|VACUUM|FROM|WHERE|VALUES|ORDER BY)\b";

    /// <summary>The line numbers of interpolated, concatenated or formatted SQL.</summary>
    public static IEnumerable<int> BuiltAtRunTime(string source) =>
        Interpolated().Matches(source).Where(match => Statement().IsMatch(match.Value) && match.Value.Contains('{', StringComparison.Ordinal))
            .Concat(Concatenated().Matches(source))
            .Concat(Formatted().Matches(source))
            .Select(match => source.AsSpan(0, match.Index).Count('\n') + 1)
            .Distinct();

    [GeneratedRegex("""
        \$+"{3}[\s\S]*?"{3} | \$@?"(?:[^"\\\n]|\\.)*" | @\$"[^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Interpolated();

    // A literal joined to a literal is one literal; a literal joined to a name is not.
    [GeneratedRegex("\"[^\"\\n]*" + Verb + "[^\"\\n]*\"+\\s*\\+\\s*[A-Za-z_(]")]
    private static partial Regex Concatenated();

    [GeneratedRegex(@"string\.Format\([^;]*" + Verb)]
    private static partial Regex Formatted();

    [GeneratedRegex(Verb)]
    private static partial Regex Statement();
}
