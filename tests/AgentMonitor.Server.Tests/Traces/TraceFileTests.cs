using System.Text.Json.Nodes;
using AgentMonitor.Server.Traces;
using Xunit;

namespace AgentMonitor.Server.Tests.Traces;

public sealed class TraceFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_public_trace_reads_to_its_known_totals()
    {
        var rows = await ReadAsync(AzureTrace.Path);

        Assert.All(rows, row => Assert.Null(row.Fault));
        Assert.Equal(AzureTrace.Requests, rows.Count);
        Assert.Equal(AzureTrace.InputTokens, rows.Sum(row => (long)row.Record["usage"]!["input_tokens"]!));
        Assert.Equal(AzureTrace.OutputTokens, rows.Sum(row => (long)row.Record["usage"]!["output_tokens"]!));
    }

    [Fact]
    public async Task A_trace_row_keeps_its_seven_decimals_and_is_named_after_its_file()
    {
        var trace = await TraceFile.OpenAsync(AzureTrace.Path, default);

        var first = (await ReadAsync(AzureTrace.Path))[0].Record;

        Assert.Equal("2023-11-16T18:17:03.9799600Z", (string?)first["started_at"]);
        Assert.Equal($"{trace.Hash[..12]}-1", (string?)first["execution_id"]);
    }

    [Fact]
    public async Task Every_reading_derives_the_same()
    {
        var first = await ReadAsync(AzureTrace.Path);
        var second = await ReadAsync(AzureTrace.Path);

        Assert.Equal(first.Select(row => row.Record.ToJsonString()), second.Select(row => row.Record.ToJsonString()));
    }

    [Fact]
    public async Task What_was_derived_is_listed_and_tagged_and_what_was_given_is_not()
    {
        var record = (await ReadAsync(_folder.Write(
            "t.csv", "TIMESTAMP,ContextTokens,GeneratedTokens,user_id\n2023-11-16 18:17:03.9799600,10,5,ada\n")))[0].Record;

        var derived = record["attributes"]!["derived"]!.AsArray().Select(name => (string?)name).ToList();
        Assert.Contains("agent_name", derived);
        Assert.Contains("status", derived);
        Assert.DoesNotContain("user_id", derived);
        Assert.Equal("ada", (string?)record["user_id"]);
        Assert.Contains("derived", record["tags"]!.AsArray().Select(tag => (string?)tag));
    }

    [Fact]
    public async Task About_two_in_a_hundred_derived_executions_fail()
    {
        var rows = await ReadAsync(AzureTrace.Path);

        var failed = rows.Count(row => (string?)row.Record["status"] is "failure" or "timeout");

        Assert.InRange(failed, AzureTrace.Requests / 100, AzureTrace.Requests * 3 / 100);
        Assert.All(
            rows.Where(row => (string?)row.Record["status"] == "failure"),
            row => Assert.StartsWith("Derived failure", (string?)row.Record["error_message"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_names_its_agent_is_taken_as_it_is()
    {
        var record = (await ReadAsync(_folder.Write(
            "t.ndjson", """{"execution_id":"a","agent_name":"tutor","status":"running"}""")))[0].Record;

        Assert.Equal("""{"execution_id":"a","agent_name":"tutor","status":"running"}""", record.ToJsonString());
    }

    [Fact]
    public async Task Columns_lead_into_nested_fields_and_unknown_ones_become_attributes()
    {
        var record = (await ReadAsync(_folder.Write(
            "t.csv",
            "agent_name,status,usage.input_tokens,escalation.state,tags,input_data,cost_usd,team\n"
            + "tutor,success,12,pending,a;b,\"{\"\"q\"\":1}\",0.25,blue\n")))[0].Record;

        Assert.Equal(12, (long)record["usage"]!["input_tokens"]!);
        Assert.Equal("pending", (string?)record["escalation"]!["state"]);
        Assert.Equal("""["a","b"]""", record["tags"]!.ToJsonString());
        Assert.Equal(1, (long)record["input_data"]!["q"]!);
        Assert.Equal(0.25m, (decimal)record["cost_usd"]!);
        Assert.Equal("blue", (string?)record["attributes"]!["team"]);
    }

    [Fact]
    public async Task A_json_array_and_its_lines_read_alike()
    {
        var array = await ReadAsync(_folder.Write("t.json", """[{"agent_name":"a","status":"success"},{"agent_name":"b","status":"success"}]"""));
        var lines = await ReadAsync(_folder.Write("t.jsonl", "{\"agent_name\":\"a\",\"status\":\"success\"}\n\n{\"agent_name\":\"b\",\"status\":\"success\"}\n"));

        Assert.Equal(array.Select(Agent), lines.Select(Agent));
    }

    [Theory]
    [InlineData("t.ndjson", "{\"agent_name\":")]
    [InlineData("t.ndjson", "{\"a\":1,\"a\":2}")]
    [InlineData("t.ndjson", "7")]
    [InlineData("t.json", "[7]")]
    [InlineData("t.csv", "agent_name,status\ntutor")]
    public async Task A_row_that_cannot_be_read_is_a_fault_of_that_row(string name, string content)
    {
        var row = Assert.Single(await ReadAsync(_folder.Write(name, content)));

        Assert.NotNull(row.Fault);
    }

    [Theory]
    [InlineData("t.json", "[{\"a\":1},")]
    [InlineData("t.json", "{\"a\":1}")]
    [InlineData("t.csv", "agent_name,b\n1,\"2\n3,4\n")]
    [InlineData("t.csv", "name,state\ntutor,success\n")]
    [InlineData("t.csv", "tutor,success\n")]
    [InlineData("t.txt", "")]
    public async Task A_file_that_cannot_be_read_any_further_ends_with_a_sentence(string name, string content)
    {
        var fault = await Assert.ThrowsAsync<TraceFormatException>(() => ReadAsync(_folder.Write(name, content)));

        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    private static string? Agent(TraceRow row) => (string?)row.Record["agent_name"];

    private static async Task<List<TraceRow>> ReadAsync(string path)
    {
        var rows = new List<TraceRow>();
        await foreach (var row in (await TraceFile.OpenAsync(path, default)).ReadAsync(default))
        {
            rows.Add(row);
        }

        return rows;
    }
}
