using System.Text;
using AgentMonitor.Ingest;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class KnownNamesTests
{
    [Fact]
    public void A_name_that_comes_again_is_the_same_string() =>
        Assert.Same(Read("planner").AgentName, Read("planner").AgentName);

    [Fact]
    public void Names_alike_at_both_ends_are_told_apart()
    {
        for (var i = 0; i < 2000; i++)
        {
            var name = $"prefix-of-all-{i:0000}-suffix-of-all";

            Assert.Equal(name, Read(name).AgentName);
        }
    }

    [Fact]
    public void A_known_name_spelt_otherwise_is_the_same_name_and_the_same_content()
    {
        var (composed, decomposed) = (Read("Zo\u00eb"), Read("Zoe\u0308"));

        Assert.Equal(composed.AgentName, decomposed.AgentName);
        Assert.Equal(composed.ContentHash, decomposed.ContentHash);
        Assert.Equal(composed.ContentHash, Read("Zoe\u0308").ContentHash);
    }

    [Fact]
    public void A_bad_name_stays_bad_however_often_it_comes()
    {
        for (var i = 0; i < 3; i++)
        {
            var reading = ExecutionReader.Read("""{"agent_name":"a\u0007","status":"success"}"""u8, new IngestOptions());

            Assert.Equal("control_character", Assert.Single(reading.Faults).Code);
        }
    }

    private static ExecutionDraft Read(string agent)
    {
        var reading = ExecutionReader.Read(
            Encoding.UTF8.GetBytes($$"""{"agent_name":"{{agent}}","status":"success"}"""), new IngestOptions());
        Assert.Empty(reading.Faults);
        return reading.Draft!;
    }
}
