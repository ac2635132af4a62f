using System.Globalization;
using System.Text;
using AgentMonitor.Costs;
using AgentMonitor.Ingest;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class NastyIdTests
{
    [Fact]
    public async Task Ten_thousand_nasty_ids_come_back_or_are_refused_with_a_reason()
    {
        var store = new InMemoryStore();
        var ingestion = new Ingestion(store, PriceTable.Empty, new ManualClock(Sent.Now), new IngestOptions(), new ClientAddresses(new InMemoryState()));
        var (kept, refused) = (0, 0);
        foreach (var name in NastyNames.Make(count: 10_000, seed: 2))
        {
            var results = await ingestion.AcceptAsync([Record(name)], "fallback", isArray: false, CancellationToken.None);

            var result = Assert.Single(results);
            if (result.Outcome.IsAccepted())
            {
                var expected = name.Length == 0 ? "fallback" : name.Normalize(NormalizationForm.FormC);
                Assert.Equal(expected, result.Id?.Value);
                kept++;
            }
            else
            {
                Assert.True(result.Faults.Count > 0 && result.Outcome != IngestOutcome.Conflict, $"{result.Outcome} without a reason.");
                Assert.All(result.Faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Message)));
                refused++;
            }
        }

        Assert.True(kept > 4000 && refused > 1000, $"{kept} kept, {refused} refused: the names are not nasty enough, or too nasty.");
    }

    // By hand, since a serializer would mend a lone surrogate.
    private static byte[] Record(string name)
    {
        var id = new StringBuilder();
        foreach (var unit in name)
        {
            id.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return Encoding.UTF8.GetBytes($$"""{"execution_id":"{{id}}","agent_name":"a","status":"success"}""");
    }
}
