using System.Net;
using AgentMonitor.Access;
using AgentMonitor.Live;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Access;

public sealed class AccessUnitTests
{
    private const string Good = "Q3vXo7tGm2Kp9sLw5yBz8dHf1jNr4cTa6eUi0";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("Q3vXo7tGm2Kp9sLw5yBz8dHf1jNr4cT")]
    [InlineData("changeme-changeme-changeme-changeme")]
    [InlineData("your-admin-token-goes-here-0123456789")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Q3vXo7tGm2Kp9sLw 5yBz8dHf1jNr4cTa6eUi0")]
    public void A_token_that_is_not_good_is_a_fault_that_says_how_to_make_one(string? token)
    {
        var tokens = AdminTokens.From(token);

        Assert.Contains("openssl rand -base64 32", tokens.Fault, StringComparison.Ordinal);
        Assert.False(tokens.Accepts(TokenHash.Of(token ?? "")));
        if (token?.Length > 10)
        {
            Assert.DoesNotContain(token, tokens.Fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_tokens_are_valid_while_they_are_rotated()
    {
        var previous = Good + "previous";
        var tokens = AdminTokens.From(Good, previous);

        Assert.Null(tokens.Fault);
        Assert.True(tokens.Accepts(TokenHash.Of(Good)));
        Assert.True(tokens.Accepts(TokenHash.Of(previous)));
        Assert.False(tokens.Accepts(TokenHash.Of(Good + "x")));
    }

    [Fact]
    public void A_bad_previous_token_is_a_fault_too() => Assert.NotNull(AdminTokens.From(Good, "short").Fault);

    [Fact]
    public void A_hash_is_read_back_as_it_was_written()
    {
        var hash = TokenHash.Of("key");

        Assert.True(TokenHash.FindParsed(hash.ToString())!.Matches(hash));
        Assert.Null(TokenHash.FindParsed("not a hash"));
        Assert.Null(TokenHash.FindParsed(hash.ToString()[1..] + "g"));
    }

    [Fact]
    public void A_flood_of_addresses_with_a_good_credential_does_not_grow_the_table_of_those_in_use()
    {
        var familiar = new FamiliarCallers(new ManualClock(Some.Noon));
        var good = TokenHash.Of(Good);
        for (var source = 0; source < 50_000; source++)
        {
            familiar.Accepted(new IPAddress(0x0A000000L + source), good);
        }

        Assert.True(familiar.Knows(new IPAddress(0x0A000000L + 49_999), good));
        Assert.False(familiar.Knows(new IPAddress(0x0A000000L), good));
        Assert.InRange(familiar.Count, 1, 10_000);
    }

    [Fact]
    public void A_ticket_opens_once()
    {
        var tickets = new LiveTickets(new ManualClock(Some.Noon));
        var ticket = tickets.Issue();

        Assert.True(tickets.IsGood(ticket));
        Assert.True(tickets.Redeem(ticket));
        Assert.False(tickets.IsGood(ticket));
        Assert.False(tickets.Redeem(ticket));
    }

    [Fact]
    public void A_ticket_lives_for_a_minute_and_is_never_the_same()
    {
        var clock = new ManualClock(Some.Noon);
        var tickets = new LiveTickets(clock);
        var (first, second) = (tickets.Issue(), tickets.Issue());
        clock.Advance(TimeSpan.FromSeconds(59));
        var isGood = tickets.IsGood(first);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual(first, second);
        Assert.Equal(43, first.Length);
        Assert.True(isGood);
        Assert.False(tickets.Redeem(first));
        Assert.False(tickets.Redeem("made up"));
    }
}
