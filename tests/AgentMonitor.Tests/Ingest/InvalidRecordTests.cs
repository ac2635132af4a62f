using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class InvalidRecordTests
{
    [Theory]
    [InlineData("\"user_id\":5", "/user_id", "wrong_type")]
    [InlineData("\"user_id\":\"a\\u0085\"", "/user_id", "control_character")]
    [InlineData("\"user_id\":\"a\\n\"", "/user_id", "control_character")]
    [InlineData("\"outcome\":\"GOAL_REACHED\"", "/outcome", "unknown_value")]
    [InlineData("\"escalation\":{\"state\":\"lost\"}", "/escalation/state", "unknown_value")]
    [InlineData("\"escalation\":[]", "/escalation", "wrong_type")]
    [InlineData("\"usage\":{\"input_tokens\":-1}", "/usage/input_tokens", "negative")]
    [InlineData("\"usage\":{\"input_tokens\":1.5}", "/usage/input_tokens", "not_an_integer")]
    [InlineData("\"tokens_used\":\"1500\"", "/tokens_used", "wrong_type")]
    [InlineData("\"tokens_used\":10000000001", "/tokens_used", "out_of_range")]
    [InlineData("\"tokens_used\":1e300", "/tokens_used", "out_of_range")]
    [InlineData("\"execution_time_ms\":-0.1", "/execution_time_ms", "negative")]
    [InlineData("\"execution_time_ms\":1e11", "/execution_time_ms", "out_of_range")]
    [InlineData("\"cost_usd\":1000000.01", "/cost_usd", "out_of_range")]
    [InlineData("\"attempt\":0", "/attempt", "out_of_range")]
    [InlineData("\"created_at\":\"yesterday\"", "/created_at", "not_an_instant")]
    [InlineData("\"created_at\":1760954400", "/created_at", "wrong_type")]
    [InlineData("\"tags\":\"beta\"", "/tags", "wrong_type")]
    [InlineData("\"tags\":[\"ok\",\"\"]", "/tags/1", "empty")]
    [InlineData("\"tags\":[\"ok\",null]", "/tags/1", "wrong_type")]
    [InlineData("\"attributes\":[]", "/attributes", "wrong_type")]
    public void An_invalid_member_is_named_with_its_reason(string members, string pointer, string code)
    {
        var fault = Assert.Single(Sent.Read(Sent.Record(members)).Faults);

        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var reading = Sent.Read("""{"agent_name":7,"tokens_used":-1,"cost_usd":"x","usage":{"output_tokens":true}}""");

        Assert.Equal(
            ["/agent_name", "/cost_usd", "/tokens_used", "/usage/output_tokens", "/status"],
            reading.Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"agent_name\":\"\",\"status\":null}")]
    public void The_agent_and_the_status_are_required(string text)
    {
        var faults = Sent.Read(text).Faults;

        Assert.Equal([("/agent_name", "required"), ("/status", "required")], faults.Select(fault => (fault.Pointer, fault.Code)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void A_record_is_an_object(string text)
    {
        Assert.Equal("not_an_object", Assert.Single(Sent.Read(text).Faults).Code);
    }

    [Theory]
    [InlineData(128, 0)]
    [InlineData(129, 1)]
    [InlineData(100_000, 1)]
    public void A_name_has_128_characters_at_most(int length, int faults)
    {
        Assert.Equal(faults, Sent.Read(Sent.Record($"\"user_id\":\"{new string('é', length)}\"")).Faults.Count);
    }

    [Fact]
    public void A_name_is_counted_and_kept_in_nfc()
    {
        var decomposed = string.Concat(Enumerable.Repeat("e\u0301", 128));

        Assert.Equal(new string('é', 128), Sent.Read(Sent.Record($"\"user_id\":\"{decomposed}\"")).Draft!.UserId);
    }

    [Fact]
    public void Thirty_three_tags_are_too_many()
    {
        var tags = string.Join(',', Enumerable.Range(0, 33).Select(i => $"\"t{i}\""));

        Assert.Equal("too_many", Assert.Single(Sent.Read(Sent.Record($"\"tags\":[{tags}]")).Faults).Code);
    }
}
