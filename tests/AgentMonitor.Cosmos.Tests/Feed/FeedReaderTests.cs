using System.Text.Json;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Newtonsoft.Json.Linq;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Feed;

public sealed class FeedReaderTests
{
    private readonly CosmosFeedReader _reader = new();

    [Fact]
    public void A_document_is_an_item_under_its_shard_and_number()
    {
        var item = Assert.Single(_reader.Read($"[{Document("a")}]").Items);

        Assert.Equal((3, 17L, "a"), (item.Shard, item.Lsn, item.Execution.Id.Value));
    }

    [Fact]
    public void What_the_host_does_to_dates_and_numbers_on_the_way_changes_nothing()
    {
        const string name = "2026-01-01T00:00:00.1230000Z";
        var rewritten = JArray.Parse($"[{Document(name)}]").ToString();

        var execution = Assert.Single(_reader.Read(rewritten).Items).Execution;

        Assert.Equal(name, execution.UserId);
        Assert.Equal(name, execution.Id.Value);
        Assert.Equal(Some.Noon, execution.EndedAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("\"text\"")]
    [InlineData("{\"shard\":1,\"_lsn\":2,\"final\":12}")]
    [InlineData("{\"shard\":1,\"_lsn\":2,\"final\":\"no json\"}")]
    [InlineData("{\"shard\":1,\"_lsn\":2,\"final\":\"null\"}")]
    [InlineData("{\"shard\":1,\"_lsn\":2,\"final\":\"{}\"}")]
    [InlineData("{\"shard\":1.5,\"_lsn\":2,\"final\":\"{}\"}")]
    [InlineData("{\"shard\":1,\"final\":\"{}\"}")]
    [InlineData("{\"shard\":99999999999,\"_lsn\":2,\"final\":\"{}\"}")]
    public void A_bad_document_is_a_dead_letter_and_the_others_are_read(string bad)
    {
        var page = _reader.Read($"[{Document("a")},{bad},{Document("b")}]");

        Assert.Equal(["a", "b"], page.Items.Select(item => item.Execution.Id.Value));
        Assert.Equal(bad, System.Text.Encoding.UTF8.GetString(Assert.Single(page.Unreadable).Raw.Span));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"lsn\":4}")]
    [InlineData("{\"lsn\":4,\"generation\":null}")]
    [InlineData("{\"lsn\":4,\"generation\":7}")]
    [InlineData("{\"lsn\":4,\"generation\":{}}")]
    [InlineData("{\"generation\":\"g\"}")]
    [InlineData("{\"lsn\":\"4\",\"generation\":\"g\"}")]
    [InlineData("{\"lsn\":-4,\"generation\":\"g\"}")]
    public void A_document_that_does_not_say_how_it_was_counted_is_a_dead_letter(string counted)
    {
        var reader = new CosmosFeedReader(() => "g");
        var bad = Document("bad").Replace("\"_lsn\"", $"\"counted\":{counted},\"_lsn\"", StringComparison.Ordinal);

        var page = reader.Read($"[{Document("a")},{bad},{Document("b")}]");

        Assert.Equal(["a", "b"], page.Items.Select(item => item.Execution.Id.Value));
        var letter = Assert.Single(page.Unreadable);
        Assert.Equal((3, 17L), (letter.Shard, letter.Lsn));
    }

    [Theory]
    [InlineData("\"counted\":{\"lsn\":4,\"generation\":\"g\"},", 4)]
    [InlineData("\"counted\":{\"lsn\":4,\"generation\":\"other\"},", 17)]
    [InlineData("\"counted\":null,", 17)]
    [InlineData("", 17)]
    public void A_copy_comes_under_the_number_that_rollups_of_this_generation_have(string counted, long expected)
    {
        var document = Document("a").Replace("\"_lsn\"", counted + "\"_lsn\"", StringComparison.Ordinal);

        var item = Assert.Single(new CosmosFeedReader(() => "g").Read($"[{document}]").Items);

        Assert.Equal(expected, item.Lsn);
    }

    private static string Document(string name)
    {
        var item = ExecutionItem.From(Some.Execution(name, user: name), 3, TimeSpan.FromDays(1));
        var json = JsonSerializer.Serialize(item, CosmosJson.Default.ExecutionItem);
        return string.Concat(json.AsSpan(0, json.Length - 1), ",\"_lsn\":17,\"_ts\":1}");
    }
}
