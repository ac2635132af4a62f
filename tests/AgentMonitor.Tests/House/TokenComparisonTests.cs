using System.Text.RegularExpressions;
using Xunit;

namespace AgentMonitor.Tests.House;

/// <summary>A comparison that stops at the first difference tells by its time how much of a token was right.</summary>
public sealed partial class TokenComparisonTests
{
    private static readonly string[] Guarded =
        ["src/AgentMonitor/Access", "src/AgentMonitor.Http", "src/AgentMonitor.Server", "src/AgentMonitor.Functions"];

    [Fact]
    public void No_token_is_compared_in_a_way_that_ends_early()
    {
        var found =
            from file in Guarded.Select(folder => Repository.At(folder)).Where(Directory.Exists).SelectMany(Repository.CSharp)
            from line in File.ReadLines(file).Index()
            where EndsEarly(line.Item)
            select $"{Repository.Relative(file)}:{line.Index + 1}";

        Assert.Empty(found);
    }

    [Fact]
    public void Hashes_of_tokens_are_compared_in_constant_time() => Assert.Matches(
        @"bool Matches\(TokenHash other\) => CryptographicOperations\.FixedTimeEquals\(",
        File.ReadAllText(Repository.At("src/AgentMonitor/Access/TokenHash.cs")));

    [Theory]
    [InlineData("return token == expected;")]
    [InlineData("return caller.Bearer == admin;")]
    [InlineData("if (expected != presentedKey)")]
    [InlineData("return _hash.SequenceEqual(other._hash);")]
    [InlineData("return _hash.AsSpan().SequenceEqual(other._hash);")]
    [InlineData("return string.Equals(token, expected, StringComparison.Ordinal);")]
    [InlineData("return apiKey.Equals(expected);")]
    [InlineData("return tokens.Contains(token);")]
    public void A_comparison_that_ends_early_is_found(string line) => Assert.True(EndsEarly(line), line);

    [Theory]
    [InlineData("if (token == null)")]
    [InlineData("token is { Length: > 0 }")]
    [InlineData("return token.Length == 0 ? null : token;")]
    [InlineData("accepted |= hash.Matches(presented);")]
    public void Any_other_use_is_left_alone(string line) => Assert.False(EndsEarly(line), line);

    private static bool EndsEarly(string line) => Operator().IsMatch(line) || Method().IsMatch(line);

    [GeneratedRegex(
        @"\b_?(?:\w+\.)*\w*(?:[tT]oken|[sS]ecret|[bB]earer|[aA]piKey|[pP]resentedKey|_hash)\s*[=!]=\s*(?!null\b|""""|0\b|default\b)\w"
        + @"|[=!]=\s*(?:\w+\.)*\w*(?:[tT]oken|[sS]ecret|[bB]earer|[aA]piKey|[pP]resentedKey|_hash)\b(?!\w*[.(])")]
    private static partial Regex Operator();

    [GeneratedRegex(
        @"\w*(?:[tT]oken|[sS]ecret|[bB]earer|[aA]piKey|_hash)(?:\.AsSpan\(\))?\.(?:SequenceEqual|Equals|CompareTo)\("
        + @"|\b(?:[sS]tring\.(?:Equals|Compare\w*)|Contains)\(\s*\w*(?:[tT]oken|[sS]ecret|[bB]earer|[aA]piKey)\b")]
    private static partial Regex Method();
}
