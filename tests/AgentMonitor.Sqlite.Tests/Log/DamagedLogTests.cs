using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class DamagedLogTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_that_cannot_be_read_becomes_a_dead_letter_and_its_neighbours_do_not()
    {
        await WriteAsync("a", "poison", "c");

        Damage(body => body[body.AsSpan().IndexOf("poison"u8)] = 0xFF);

        await using var store = _folder.Open();
        var page = await store.ProjectAsync();
        Assert.Equal(["a", "c"], page.Items.Select(item => item.Execution.Id.Value));
        Assert.Equal(2, Assert.Single(page.Unreadable).Lsn);
        var letter = Assert.Single(await store.DeadLetters.ListAsync(10, default));
        Assert.Contains("oison", System.Text.Encoding.Latin1.GetString(letter.Letter.Raw.Span), StringComparison.Ordinal);
        Assert.True(await store.DeadLetters.RequeueAsync(letter.Id, default));
        Assert.Equal(4, Assert.Single((await store.ProjectAsync()).Unreadable).Lsn);
    }

    [Fact]
    public async Task A_damaged_length_costs_what_comes_after_it_in_its_chunk_and_holds_up_nothing()
    {
        await WriteAsync("a", "b", "c");
        Damage(body => body[0] = body[1] = body[2] = 0xFF);

        await using var store = _folder.Open();
        var page = await store.ProjectAsync();

        Assert.Empty(page.Items);
        Assert.Equal([1, 2, 3], page.Unreadable.Select(letter => letter.Lsn));
        Assert.Equal(3, await store.Feed.ProjectedAsync(default));
        Assert.Equal(AppendOutcome.Created, await store.AppendAsync(Some.Execution("d")));
    }

    [Fact]
    public async Task A_requeued_record_with_a_damaged_length_does_not_take_its_new_neighbours_along()
    {
        await WriteAsync("a");
        Damage(body => body[0] = body[1] = body[2] = 0xFF);
        await using var store = _folder.Open();
        await store.ProjectAsync();
        var letter = Assert.Single(await store.DeadLetters.ListAsync(10, default));

        await Task.WhenAll(store.DeadLetters.RequeueAsync(letter.Id, default).AsTask(), store.AppendAsync(Some.Execution("b")));
        var page = await store.ProjectAsync();

        Assert.Equal("b", Assert.Single(page.Items).Execution.Id.Value);
        Assert.Single(page.Unreadable);
    }

    private async Task WriteAsync(params string[] agents)
    {
        await using var store = _folder.Open();
        await store.Log.AppendAsync([.. agents.Select(agent => Some.Execution(agent, agent: agent))], default);
    }

    private void Damage(Action<byte[]> damage)
    {
        using var log = Connection.Open(_folder.Log);
        using var read = log.Prepare("SELECT body FROM chunks");
        Assert.True(read.Step());
        var body = read.Blob(0).ToArray();
        read.Reset();
        damage(body);
        using var write = log.Prepare("UPDATE chunks SET body = ?1");
        write.Bind(1, body).Run();
    }
}
