using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Traces;
using Xunit;

namespace AgentMonitor.Server.Tests.Delivery;

public sealed class RecordBatchTests
{
    [Fact]
    public async Task Batches_hold_a_thousand_records_at_most_and_lose_none()
    {
        var batches = await CutAsync(Enumerable.Range(1, 2_001).Select(number => Row(number, 1)));

        Assert.Equal([1_000, 1_000, 1], batches.Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(1, 2_001).Select(number => (long)number), batches.SelectMany(batch => batch.RowNumbers));
    }

    [Fact]
    public async Task Batches_stay_under_what_a_request_may_hold()
    {
        var batches = await CutAsync(Enumerable.Range(1, 10).Select(number => Row(number, 1_000_000)));

        Assert.All(batches, batch => Assert.InRange(batch.ToBody().Length, 1, 4 * 1024 * 1024));
        Assert.Equal(10, batches.Sum(batch => batch.Count));
    }

    [Fact]
    public async Task The_body_is_one_array()
    {
        var batch = Assert.Single(await CutAsync([Row(1, 1), Row(2, 1)]));

        Assert.Equal(2, JsonNode.Parse(Encoding.UTF8.GetString(batch.ToBody()))!.AsArray().Count);
    }

    private static TraceRow Row(long number, int size) => TraceRow.Read(number, new JsonObject { ["a"] = new string('x', size) });

    private static async Task<List<RecordBatch>> CutAsync(IEnumerable<TraceRow> rows)
    {
        var batches = new List<RecordBatch>();
        await foreach (var batch in RecordBatch.CutAsync(rows.ToAsyncEnumerable(), _ => { }, default))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
