using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class IngestionTests
{
    private readonly IExecutionLog _log;
    private readonly IExecutionFeed _feed;
    private readonly ManualClock _clock = new(Sent.Now);
    private readonly Ingestion _ingestion;

    public IngestionTests()
    {
        var store = new InMemoryStore();
        (_log, _feed) = (store, store);
        _ingestion = new Ingestion(_log, PriceTable.Empty, _clock, new IngestOptions(), new ClientAddresses(new InMemoryState()));
    }

    [Fact]
    public async Task The_same_content_is_a_duplicate_and_other_content_a_conflict()
    {
        Assert.Equal(IngestOutcome.Created, (await Send(Sent.FullRecord)).Outcome);
        Assert.Equal(IngestOutcome.Duplicate, (await Send(Sent.FullRecord.Replace("2500,", "2.5e3,", StringComparison.Ordinal))).Outcome);

        var conflict = await Send(Sent.FullRecord.Replace("2500,", "2501,", StringComparison.Ordinal));

        Assert.Equal((IngestOutcome.Conflict, "conflict"), (conflict.Outcome, Assert.Single(conflict.Faults).Code));
        Assert.Equal(2500, (await Find("run-1")).DurationMs);
    }

    [Fact]
    public async Task Refused_records_do_not_stop_the_others_and_one_id_goes_in_order()
    {
        var results = await SendAll(null,
            """{"execution_id":"x","agent_name":"a","status":"running"}""",
            "{broken",
            """{"execution_id":"y","agent_name":"a","status":"nonsense"}""",
            """{"execution_id":"x","agent_name":"a","status":"success"}""",
            """{"execution_id":"x","agent_name":"a","status":"success"}""");

        Assert.Equal(
            [IngestOutcome.Created, IngestOutcome.Malformed, IngestOutcome.Invalid, IngestOutcome.Updated, IngestOutcome.Duplicate],
            results.Select(result => result.Outcome));
        Assert.Equal(["x", null, "y", "x", "x"], results.Select(result => result.Id?.Value));
        Assert.Equal(2, _feed.End);
    }

    [Fact]
    public async Task What_an_end_leaves_out_comes_from_its_start_and_a_name_only_with_its_user()
    {
        foreach (var id in new[] { "x", "y" })
        {
            await Send($$"""{"execution_id":"{{id}}","agent_name":"a","status":"running","user_id":"ann","user_name":"Ann"}""");
        }

        await Send("""{"execution_id":"x","agent_name":"a","status":"success"}""");
        await Send("""{"execution_id":"y","agent_name":"a","status":"success","user_id":"ben"}""");

        Assert.Equal(("ann", "Ann"), ((await Find("x")).UserId, (await Find("x")).UserName));
        Assert.Equal(("ben", null), ((await Find("y")).UserId, (await Find("y")).UserName));
    }

    [Fact]
    public async Task The_idempotency_key_names_a_record_that_has_no_id()
    {
        var single = await _ingestion.AcceptAsync([Sent.Bytes(Sent.SeedRecord)], "key", isArray: false, default);
        var batch = await SendAll("key", Sent.SeedRecord, Sent.FullRecord, Sent.SeedRecord);
        var again = await SendAll("key", Sent.SeedRecord, Sent.FullRecord, Sent.SeedRecord);

        Assert.Equal("key", single[0].Id?.Value);
        Assert.Equal(["key-0", "run-1", "key-2"], batch.Select(result => result.Id?.Value));
        Assert.All(again, result => Assert.Equal(IngestOutcome.Duplicate, result.Outcome));
    }

    [Fact]
    public async Task A_key_that_cannot_be_an_id_is_refused()
    {
        foreach (var key in new[] { "a\u0001", "\ud800", new string('k', 127) })
        {
            var result = Assert.Single(await SendAll(key, Sent.SeedRecord));

            Assert.Equal("invalid_idempotency_key", Assert.Single(result.Faults).Code);
        }

        Assert.Equal(0, _feed.End);
    }

    [Fact]
    public async Task Without_any_id_each_record_gets_its_own()
    {
        var results = await SendAll(null, Sent.SeedRecord, Sent.SeedRecord);

        Assert.NotEqual(results[0].Id, results[1].Id);
        Assert.Equal('7', results[0].Id!.Value.Value[14]);
    }

    [Fact]
    public async Task A_record_that_is_too_old_is_refused_beside_its_other_faults()
    {
        var result = await Send("""{"agent_name":"a","status":"success","ended_at":"2020-01-01T00:00:00Z","attempt":-1}""");

        Assert.Equal(["negative", "too_old"], result.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task A_completion_takes_the_agent_from_the_start()
    {
        await Send("""{"execution_id":"x","agent_name":"a","user_id":"u","status":"running"}""");

        Assert.Equal(IngestOutcome.Updated, (await Complete("x", "{\"status\":\"success\"}")).Outcome);
        Assert.Equal(IngestOutcome.Duplicate, (await Complete("x", "{\"status\":\"success\"}")).Outcome);
        Assert.Equal(IngestOutcome.Conflict, (await Complete("x", "{\"status\":\"failure\"}")).Outcome);

        var finished = await Find("x");
        Assert.Equal(("a", "u", ExecutionStatus.Success), (finished.AgentName, finished.UserId, finished.Status));
    }

    [Fact]
    public async Task A_completion_of_an_unknown_id_needs_its_agent()
    {
        Assert.Equal(IngestOutcome.NotFound, (await Complete("x", "{\"status\":\"success\"}")).Outcome);
        Assert.Equal(IngestOutcome.Created, (await Complete("x", "{\"status\":\"success\",\"agent_name\":\"a\"}")).Outcome);
    }

    [Theory]
    [InlineData("{\"status\":\"running\"}", "not_final")]
    [InlineData("{}", "required")]
    [InlineData("{\"status\":\"success\",\"execution_id\":\"other\"}", "id_mismatch")]
    public async Task A_completion_must_be_one(string body, string code)
    {
        var result = await Complete("x", body);

        Assert.Equal((IngestOutcome.Invalid, code), (result.Outcome, Assert.Single(result.Faults).Code));
    }

    [Fact]
    public async Task A_heartbeat_moves_the_deadline_of_a_running_execution_only()
    {
        await Send("""{"execution_id":"x","agent_name":"a","status":"running"}""");
        _clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(IngestOutcome.Updated, (await Heartbeat("x")).Outcome);
        Assert.Equal(Sent.Now.AddMinutes(50), (await Find("x")).DeadlineAt);
        Assert.Equal(IngestOutcome.NotFound, (await Heartbeat("y")).Outcome);

        await Complete("x", "{\"status\":\"success\"}");
        Assert.Equal(IngestOutcome.Duplicate, (await Heartbeat("x")).Outcome);
    }

    [Fact]
    public async Task A_completion_after_the_sweep_is_late()
    {
        await Send("""{"execution_id":"x","agent_name":"a","status":"running"}""");
        _clock.Advance(TimeSpan.FromMinutes(31));
        await _log.AppendAsync([ExecutionTransitions.TimeOut(await Find("x"), _clock.GetUtcNow())], default);

        Assert.Equal(IngestOutcome.Late, (await Complete("x", "{\"status\":\"success\"}")).Outcome);
        Assert.Equal(ExecutionStatus.Timeout, (await Find("x")).Status);
    }

    [Fact]
    public async Task A_fault_of_the_store_comes_through()
    {
        var ingestion = new Ingestion(new UnavailableLog(), PriceTable.Empty, _clock, new IngestOptions(), new ClientAddresses(new InMemoryState()));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await ingestion.AcceptAsync([Sent.Bytes(Sent.FullRecord)], null, false, default));
    }

    private async Task<IngestResult> Send(string record) =>
        (await _ingestion.AcceptAsync([Sent.Bytes(record)], null, false, default))[0];

    private async Task<IReadOnlyList<IngestResult>> SendAll(string? key, params string[] records) =>
        await _ingestion.AcceptAsync([.. records.Select(record => (ReadOnlyMemory<byte>)Sent.Bytes(record))], key, true, default);

    private async Task<IngestResult> Complete(string id, string body) =>
        await _ingestion.CompleteAsync(new ExecutionId(id), Sent.Bytes(body), default);

    private async Task<IngestResult> Heartbeat(string id) => await _ingestion.HeartbeatAsync(new ExecutionId(id), default);

    private async Task<Execution> Find(string id) => (await _log.FindAsync(new ExecutionId(id), default))!.Execution;

    private sealed class UnavailableLog : IExecutionLog
    {
        public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(IReadOnlyList<Execution> executions, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException(StoreFault.Unavailable, "away", TimeSpan.FromSeconds(1));

        public ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException(StoreFault.Unavailable, "away", TimeSpan.FromSeconds(1));
    }
}
