using System.Text.RegularExpressions;

namespace AgentMonitor.Tests.House;

/// <summary>
/// Finds queries that are put together at run time, where an id could become part of one. What is not a literal, a
/// constant of the same file or one of <see cref="Constants"/> counts as put together.
/// </summary>
internal static partial class SqlText
{
    // Lower case is looked for in the shape of a query only, since these are words of every sentence.
    private const string Verb =
        @"(?:\b(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|ATTACH|PRAGMA|VACUUM|FROM|WHERE|VALUES|ORDER BY|AND|LIMIT|OFFSET)\b"
        + @"|\b(?:select\b[^""]{1,80}\bfrom|insert into|delete from|update\s+\w+\s+set|where\s+\w+(?:\.\w+)*\s*=)\b?)";

    /// <summary>The class that holds nothing but constant queries; a test of its own sees to that.</summary>
    public const string Constants = "CosmosQueries";

    /// <summary>The line numbers of queries that are interpolated, joined, formatted, replaced in or appended to.</summary>
    public static IEnumerable<int> BuiltAtRunTime(string source)
    {
        var constants = Constant().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        return Interpolated().Matches(source).Where(match => Statement().IsMatch(match.Value) && match.Value.Contains('{', StringComparison.Ordinal))
            .Concat(Joined().Matches(source).Where(match => !constants.Contains(match.Groups["name"].Value)))
            .Concat(Built().Matches(source))
            .Concat(Handed().Matches(source).Where(match => !IsConstant(match.Groups["name"].Value)))
            .Select(match => source.AsSpan(0, match.Index).Count('\n') + 1)
            .Distinct();

        bool IsConstant(string name) => constants.Contains(name) || name.StartsWith(Constants + ".", StringComparison.Ordinal);
    }

    [GeneratedRegex("""
        \$+"{3}[\s\S]*?"{3} | \$@?"(?:[^"\\\n]|\\.)*" | @\$"[^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Interpolated();

    // A literal joined to a literal is one literal; a literal joined to a name is not, on either side of it.
    [GeneratedRegex(
        "\"[^\"\\n]*" + Verb + "[^\"\\n]*\"+\\s*\\+\\s*\\(?(?<name>[A-Za-z_][\\w.]*)"
        + "|(?<name>[A-Za-z_][\\w.]*)[\\])]*\\s*\\+=?\\s*[$@]*\"+[^\"\\n]*" + Verb)]
    private static partial Regex Joined();

    [GeneratedRegex(
        @"string\.(?:Format|Concat|Join)\([^;]*" + Verb
        + @"|\.Append(?:Format|Line|Join)?\(\s*[$@]*""[^;]*?" + Verb
        + @"|""[^""\n]*" + Verb + @"[^""\n]*""+\s*\.(?:Replace|Insert|Trim\w*|Substring|Remove)\(")]
    private static partial Regex Built();

    // Where a query is handed to a store, it has to be read right there.
    [GeneratedRegex(@"(?:new QueryDefinition|GetItemQueryIterator<\w+>|\.Prepare|\.Execute|\.ReadNumber|\.ReadText)\(\s*(?<name>[A-Za-z_][\w.]*)")]
    private static partial Regex Handed();

    [GeneratedRegex(@"\bconst string (\w+)")]
    private static partial Regex Constant();

    [GeneratedRegex(Verb)]
    private static partial Regex Statement();
}
