using System.Text;
using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class ExecutionRulesTests
{
    [Fact]
    public void A_record_of_the_seeds_passes_unchanged()
    {
        var execution = Sent.Execution(Sent.SeedRecord);

        Assert.Equal("main_orchestrator", execution.AgentName);
        Assert.Equal(Sent.Instant("2026-10-20T10:00:00.123456Z"), execution.CreatedAt);
        Assert.Equal(Sent.Instant("2026-10-20T10:00:02.623456Z"), execution.EndedAt);
        Assert.Equal((2500, 1500, "gpt-4o"), (execution.DurationMs, execution.TokensUsed, execution.Model));
        Assert.Equal("""{"message":"Create flashcards"}""", Encoding.UTF8.GetString(execution.Content.InputData!.Value.Span));
        Assert.Equal(ExecutionFlags.None, execution.Flags);
        Assert.Null(execution.Usage);
    }

    [Fact]
    public void Every_member_of_the_contract_arrives()
    {
        var execution = Sent.Execution(Sent.FullRecord);

        Assert.Equal(new TokenUsage(1200, 800, 1, 300, 120), execution.Usage);
        Assert.Equal(new NanoUsd(12_500_000), execution.Cost);
        Assert.Equal(new Escalation(EscalationState.Pending, EscalationSeverity.High), execution.Escalation);
        Assert.Equal(GoalOutcome.GoalMissed, execution.Outcome);
        Assert.Equal(["beta", "x"], execution.Tags);
        Assert.NotNull(execution.ErrorFingerprint);
        Assert.Equal("req_123|1.4.2|user-1|Ann|sess_9|run-0|t|s|boom|ValueError|flashcards|b|en|westeurope|prod", string.Join('|',
            execution.RequestId, execution.AgentVersion, execution.UserId, execution.UserName, execution.SessionId,
            execution.ParentExecutionId, execution.TraceId, execution.SpanId, execution.ErrorMessage, execution.ErrorType,
            execution.Feature, execution.Variant, execution.Language, execution.Region, execution.Environment));
        Assert.Equal((2, 410, 30000), (execution.Attempt, execution.TtftMs, execution.TimeoutMs));
    }

    [Theory]
    [InlineData("\"ended_at\":\"2026-10-20T10:01:00Z\",\"created_at\":\"2026-10-20T10:00:00Z\",\"execution_time_ms\":5", "10:01:00")]
    [InlineData("\"created_at\":\"2026-10-20T10:00:00Z\",\"execution_time_ms\":5000", "10:00:05")]
    [InlineData("\"created_at\":\"2026-10-20T10:00:00Z\"", "10:05:00")]
    [InlineData("\"ended_at\":\"2026-10-20T10:10:00Z\"", "10:10:00")]
    [InlineData("\"ended_at\":\"2026-10-20T10:10:00.0000001Z\"", "10:05:00")]
    public void The_end_is_the_one_sent_or_worked_out_or_the_receipt(string members, string expected)
    {
        Assert.Equal(Sent.Instant($"2026-10-20T{expected}Z"), Sent.Execution(Sent.Record(members)).EndedAt);
    }

    [Theory]
    [InlineData("\"ended_at\":\"2026-10-20T10:01:00Z\",\"execution_time_ms\":5000", "10:00:55")]
    [InlineData("\"ended_at\":\"2026-10-20T10:01:00Z\"", "10:01:00")]
    [InlineData("\"ended_at\":\"2026-10-20T10:06:00Z\",\"execution_time_ms\":5000", "10:05:00")]
    [InlineData("\"execution_time_ms\":5000", "10:05:00")]
    public void What_does_not_say_when_it_began_was_not_created_after_its_end(string members, string expected)
    {
        Assert.Equal(Sent.Instant($"2026-10-20T{expected}Z"), Sent.Execution(Sent.Record(members)).CreatedAt);
    }

    [Theory]
    [InlineData("\"ended_at\":\"2026-10-20T10:10:01Z\"", ExecutionFlags.ClockSkew)]
    [InlineData("\"created_at\":\"9999-12-31T23:59:59Z\",\"execution_time_ms\":10000000000", ExecutionFlags.ClockSkew)]
    [InlineData("\"ended_at\":\"2026-10-20T10:10:00Z\"", ExecutionFlags.None)]
    public void A_clock_more_than_five_minutes_ahead_is_flagged(string members, ExecutionFlags flags)
    {
        var execution = Sent.Execution(Sent.Record(members));

        Assert.Equal(flags, execution.Flags);
        Assert.True(execution.CreatedAt <= Sent.Now.AddMinutes(5));
    }

    [Theory]
    [InlineData("\"ended_at\":\"2026-07-22T10:05:00Z\"", false)]
    [InlineData("\"ended_at\":\"2026-07-22T10:04:59Z\"", true)]
    [InlineData("\"created_at\":\"0001-01-01T00:00:00Z\",\"execution_time_ms\":0", true)]
    public void What_ended_before_the_retention_is_refused(string members, bool refused)
    {
        var fault = ExecutionRules.TooOld(Sent.Read(Sent.Record(members)).Draft!, Sent.Now, new IngestOptions());

        Assert.Equal(refused, fault is not null);
    }

    [Theory]
    [InlineData("\"started_at\":\"2026-10-20T10:00:00Z\",\"ended_at\":\"2026-10-20T10:00:02.500Z\"", 2500L)]
    [InlineData("\"started_at\":\"2026-10-20T10:00:02Z\",\"ended_at\":\"2026-10-20T10:00:00Z\"", null)]
    [InlineData("\"started_at\":\"0001-01-01T00:00:00Z\",\"ended_at\":\"2026-10-20T10:00:00Z\"", null)]
    [InlineData("\"execution_time_ms\":12.5", 12L)]
    [InlineData("\"created_at\":\"2026-10-20T10:00:00Z\"", null)]
    public void The_duration_is_the_one_sent_or_measured_or_unknown(string members, long? expected)
    {
        Assert.Equal(expected, Sent.Execution(Sent.Record(members)).DurationMs);
    }

    [Theory]
    [InlineData("\"usage\":{\"input_tokens\":10,\"output_tokens\":5}", 10, 15, ExecutionFlags.None)]
    [InlineData("\"usage\":{\"input_tokens\":10,\"output_tokens\":5},\"tokens_used\":16", 10, 16, ExecutionFlags.UsageMismatch)]
    [InlineData("\"usage\":{\"input_tokens\":10,\"cache_read_tokens\":10,\"output_tokens\":5}", 10, 15, ExecutionFlags.None)]
    [InlineData("\"usage\":{\"input_tokens\":10,\"cache_read_tokens\":8,\"cache_write_tokens\":3,\"output_tokens\":5}", 21, 26, ExecutionFlags.ExclusiveCache)]
    public void Usage_is_made_inclusive_and_compared(string members, long input, long used, ExecutionFlags flags)
    {
        var execution = Sent.Execution(Sent.Record(members));

        Assert.Equal((input, used, flags), (execution.Usage!.Input, execution.TokensUsed!.Value, execution.Flags));
    }

    [Fact]
    public void A_running_one_has_no_end_and_a_deadline_after_its_last_sign_of_life()
    {
        var execution = Sent.Execution("""{"agent_name":"a","status":"running","timeout_ms":10000000,"execution_time_ms":1}""");

        Assert.Null(execution.EndedAt);
        Assert.Equal(Sent.Now.AddMinutes(30), execution.DeadlineAt);
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("{{\"a\":\"{0}\"}}")]
    [InlineData("[\"\\n\\u001f\\\"{0}\"]")]
    public void Content_over_its_cap_becomes_a_valid_text_that_fits(string shape)
    {
        var value = shape.Replace("{0}", string.Concat(Enumerable.Repeat("\\u0001\\n€😀x", 50)), StringComparison.Ordinal)
            .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
        for (var cap = 16; cap < 80; cap++)
        {
            var execution = Sent.Execution(Sent.Record($"\"output_data\":{value}"), new IngestOptions { ContentCapBytes = cap });

            var kept = execution.Content.OutputData!.Value;
            Assert.InRange(kept.Length, cap - 10, cap);
            Assert.NotEmpty(JsonDocument.Parse(kept).RootElement.GetString()!);
            Assert.Equal(ExecutionFlags.ContentTruncated, execution.Flags);
        }
    }

    [Fact]
    public void Content_can_be_turned_off_and_attributes_stay()
    {
        var execution = Sent.Execution(Sent.FullRecord, new IngestOptions { CaptureContent = false });

        Assert.Null(execution.Content.InputData);
        Assert.Null(execution.Content.OutputData);
        Assert.NotNull(execution.Content.Attributes);
    }

    [Fact]
    public void A_long_error_message_keeps_its_beginning()
    {
        var execution = Sent.Execution(Sent.Record($"\"error_message\":\"a{string.Concat(Enumerable.Repeat("😀", 5000))}\""));

        Assert.Equal(8191, execution.ErrorMessage!.Length);
        Assert.Equal(ExecutionFlags.ContentTruncated, execution.Flags);
    }
}
