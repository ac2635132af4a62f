using System.Text;
using AgentMonitor.Ingest;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class MalformedRecordTests
{
    [Theory]
    [InlineData("", "not_json")]
    [InlineData("{\"agent_name\":", "not_json")]
    [InlineData("{} {}", "not_json")]
    [InlineData("{\"a\":NaN}", "not_json")]
    [InlineData("{\"a\":01}", "not_json")]
    [InlineData("{\"a\":\"\n\"}", "not_json")]
    [InlineData("{\"a\":1,}", "not_json")]
    [InlineData("{\"a\":1,\"a\":2}", "duplicate_key")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "duplicate_key")]
    [InlineData("{\"x\":[{\"b\":1,\"a\":1,\"b\":2}]}", "duplicate_key")]
    [InlineData("{\"a\":\"\\ud800\"}", "lone_surrogate")]
    [InlineData("{\"a\":\"\\ud800\\ud800\"}", "lone_surrogate")]
    [InlineData("{\"a\":\"\\udc00\"}", "lone_surrogate")]
    [InlineData("{\"\\udc00x\":1}", "lone_surrogate")]
    [InlineData("{\"a\":\"x\\u0000\"}", "nul_character")]
    [InlineData("{\"\\u0000\":1}", "nul_character")]
    [InlineData("{\"a\":1e999}", "number_not_finite")]
    [InlineData("{\"a\":[-1.9E+308]}", "number_not_finite")]
    [InlineData("{\"a\":1e99999999999999999999}", "number_not_finite")]
    public void A_malformed_record_is_refused_with_its_reason(string text, string code)
    {
        var reading = Sent.Read(text);

        Assert.Equal(IngestOutcome.Malformed, reading.Refusal);
        Assert.Equal(code, Assert.Single(reading.Faults).Code);
    }

    [Theory]
    [InlineData("1.7e308")]
    [InlineData("0e999")]
    [InlineData("1e-400")]
    public void A_number_at_the_edge_is_no_fault(string number)
    {
        Assert.Empty(Sent.Read(Sent.Record($"\"input_data\":{number}")).Faults);
    }

    [Fact]
    public void Bad_utf8_is_refused()
    {
        byte[] text = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal("invalid_utf8", ExecutionReader.Read(text, new IngestOptions()).Faults[0].Code);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_at_the_beginning_only()
    {
        Assert.Empty(Sent.Read("\uFEFF" + Sent.Record("")).Faults);
        Assert.Equal("not_json", Sent.Read("\uFEFF\uFEFF" + Sent.Record("")).Faults[0].Code);
    }

    [Fact]
    public void Thirty_two_levels_pass_and_one_more_does_not()
    {
        Assert.Empty(Sent.Read(Sent.Record("\"x\":" + Nested(31))).Faults);
        Assert.Equal("too_deep", Sent.Read(Sent.Record("\"x\":" + Nested(32))).Faults[0].Code);
        Assert.Equal("too_deep", Sent.Read(Nested(100_000)).Faults[0].Code);
    }

    [Fact]
    public void A_record_over_its_limit_is_too_large()
    {
        var reading = Sent.Read(Sent.Record($"\"x\":\"{new string('x', 1024 * 1024)}\""));

        Assert.Equal(IngestOutcome.TooLarge, reading.Refusal);
    }

    [Fact]
    public void No_fault_repeats_what_was_sent()
    {
        var reading = Sent.Read("""{"agent_name":"secret\u0007","status":"secret","secret":1,"tags":["secret\u0007"]}""");
        var malformed = Sent.Read("{\"secret\":1,\"secret\":secret}");

        Assert.Equal(3, reading.Faults.Count);
        Assert.DoesNotContain("secret", string.Join('\n', [.. reading.Faults, .. malformed.Faults]), StringComparison.Ordinal);
    }

    private static string Nested(int levels) =>
        new StringBuilder().Append('[', levels).Append(']', levels).ToString();
}
