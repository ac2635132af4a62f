using System.Text;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class ClientTests : IAsyncDisposable
{
    private readonly InMemoryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Of_an_address_a_keyed_hash_is_kept()
    {
        var client = (await TakeAsync(""" "client":{"address":"203.0.113.7","user_agent":"Mozilla/5.0"} """)).Client!;

        Assert.Equal("Mozilla/5.0", client.UserAgent);
        Assert.Equal(22, client.AddressHash!.Length);
        Assert.NotEqual(client.AddressHash, await new ClientAddresses(new InMemoryState()).HashAsync("203.0.113.7", default));
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8::1", "2001:0DB8:0:0::1", true)]
    [InlineData("Gateway.example", "gateway.example", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public async Task An_address_has_one_hash_however_it_is_spelled(string one, string other, bool same)
    {
        var addresses = new ClientAddresses(_store.State);

        Assert.Equal(same, await addresses.HashAsync(one, default) == await new ClientAddresses(_store.State).HashAsync(other, default));
    }

    [Fact]
    public async Task The_attributes_of_OpenTelemetry_say_the_same_and_lose_the_address()
    {
        var execution = await TakeAsync(""" "attributes":{"a":1.50,"client.address":"203.0.113.7","user_agent.original":"curl","z":"é"} """);

        Assert.Equal(await new ClientAddresses(_store.State).HashAsync("203.0.113.7", default), execution.Client!.AddressHash);
        Assert.Equal("curl", execution.Client.UserAgent);
        var attributes = System.Text.Json.Nodes.JsonNode.Parse(execution.Content.Attributes!.Value.Span)!.AsObject();
        Assert.Equal(["a", "user_agent.original", "z"], attributes.Select(attribute => attribute.Key).Order());
        Assert.Equal("é", (string?)attributes["z"]);
    }

    [Theory]
    [InlineData(""" "attributes":{"client.address":"203.0.113.7","user_agent.original":"curl"},"client":{"address":"203.0.113.9","user_agent":"own"} """)]
    [InlineData(""" "client":{"address":"203.0.113.9","user_agent":"own"},"attributes":{"client.address":null} """)]
    public async Task A_member_of_its_own_wins(string members)
    {
        var client = (await TakeAsync(members)).Client!;

        Assert.Equal((await new ClientAddresses(_store.State).HashAsync("203.0.113.9", default), "own"), (client.AddressHash, client.UserAgent));
    }

    [Theory]
    [InlineData(""" "client":{} """)]
    [InlineData(""" "client":null """)]
    [InlineData(""" "client":{"address":"","user_agent":null} """)]
    [InlineData(""" "attributes":{"client.address":7} """)]
    public async Task Where_nothing_is_said_nothing_is_kept(string members) => Assert.Null((await TakeAsync(members)).Client);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8")]
    public void Two_that_differ_in_the_address_alone_are_the_same_content(string one, string other)
    {
        // The hash of a content must not be a way to try out addresses.
        Assert.Equal(
            Sent.Hash(Sent.Record($$""" "client":{"address":"{{one}}","user_agent":"a"},"attributes":{"client.address":"{{one}}","b":1} """)),
            Sent.Hash(Sent.Record($$""" "client":{"address":"{{other}}","user_agent":"a"},"attributes":{"client.address":"{{other}}","b":1} """)));
        Assert.NotEqual(
            Sent.Hash(Sent.Record(""" "client":{"user_agent":"a"} """)), Sent.Hash(Sent.Record(""" "client":{"user_agent":"b"} """)));
    }

    [Theory]
    [InlineData(""" "client":"203.0.113.7" """, "/client")]
    [InlineData(""" "client":{"address":7} """, "/client/address")]
    [InlineData(""" "client":{"user_agent":[]} """, "/client/user_agent")]
    public void What_is_wrong_is_pointed_at(string members, string pointer)
    {
        var fault = Assert.Single(Sent.Read(Sent.Record(members)).Faults);

        Assert.Equal(pointer, fault.Pointer);
        Assert.DoesNotContain("203.0.113.7", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_keeps_the_client_of_its_start()
    {
        await TakeAsync(""" "client":{"user_agent":"curl"} """, "running");
        await Ingestion().CompleteAsync(new ExecutionId("x"), Encoding.UTF8.GetBytes("""{"status":"success"}"""), default);

        Assert.Equal("curl", (await _store.Log.FindAsync(new ExecutionId("x"), default))!.Execution.Client!.UserAgent);
    }

    private Ingestion Ingestion() => new(
        _store, PriceTable.Empty, new ManualClock(Sent.Now), new IngestOptions(), new ClientAddresses(_store.State));

    private async Task<Execution> TakeAsync(string members, string status = "success")
    {
        var record = $$"""{"execution_id":"x","agent_name":"a","status":"{{status}}",{{members}}}""";
        var result = Assert.Single(await Ingestion().AcceptAsync([Encoding.UTF8.GetBytes(record)], null, isArray: false, default));
        Assert.Equal(IngestOutcome.Created, result.Outcome);
        return (await _store.Log.FindAsync(new ExecutionId("x"), default))!.Execution;
    }
}
