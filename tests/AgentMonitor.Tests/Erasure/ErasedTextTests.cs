using AgentMonitor.Erasure;
using Xunit;

namespace AgentMonitor.Tests.Erasure;

public sealed class ErasedTextTests
{
    [Theory]
    [InlineData("ann", "ann", "[erased]")]
    [InlineData("Budget of ann, not of annette", "ann", "Budget of [erased], not of annette")]
    [InlineData("planned for ann@example.org", "ann", "planned for [erased]@example.org")]
    [InlineData("ann ann ann2 2ann", "ann", "[erased] [erased] ann2 2ann")]
    [InlineData("Ann", "ann", "Ann")]
    [InlineData("u_1 and u_12", "u_1", "[erased] and u_12")]
    [InlineData("ann+5", "ann+", "[erased]5")]
    [InlineData("aaa", "aa", "aaa")]
    [InlineData("die Ähre", "re", "die Ähre")]
    [InlineData("", "ann", "")]
    public void An_id_goes_where_it_stands_by_itself(string text, string id, string expected) =>
        Assert.Equal(expected, ErasedText.Of(text, id));

    [Fact]
    public void What_does_not_hold_the_id_is_the_same_object_and_erasing_twice_is_erasing_once()
    {
        var text = string.Concat("no", "body");

        Assert.Same(text, ErasedText.Of(text, "ann"));
        Assert.Equal("of [erased]", ErasedText.Of(ErasedText.Of("of ann", "ann"), "ann"));
    }

    [Fact]
    public void A_name_stays_as_short_as_a_name_may_be() =>
        Assert.Equal("[erased] [era", ErasedText.Of("a a a a a a a", "a", longest: 13));

    [Fact]
    public void It_agrees_with_a_look_at_every_place_of_generated_texts()
    {
        var random = new Random(11);
        for (var i = 0; i < 3_000; i++)
        {
            var text = Text(random, random.Next(14));
            var id = Text(random, 1 + random.Next(3));

            Assert.Equal(ByHand(text, id), ErasedText.Of(text, id));
        }
    }

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => "ab-1 "[random.Next(5)]));

    private static string ByHand(string text, string id)
    {
        var written = "";
        for (var at = 0; at < text.Length;)
        {
            var isThere = at + id.Length <= text.Length && text.Substring(at, id.Length) == id;
            var before = written.EndsWith(']') ? ']' : at > 0 ? text[at - 1] : ' ';
            var after = at + id.Length < text.Length ? text[at + id.Length] : ' ';
            var isJoined = (IsWord(before) && IsWord(id[0])) || (IsWord(id[^1]) && IsWord(after));
            (written, at) = isThere && !isJoined ? (written + "[erased]", at + id.Length) : (written + text[at], at + 1);
        }

        return written;
    }

    private static bool IsWord(char character) => character is 'a' or 'b' or '1';
}
