using AgentMonitor.Contracts.Recount;
using AgentMonitor.Contracts.Schedules;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts;

/// <summary>What cannot be projected holds up nobody, and is not lost.</summary>
public abstract class PoisonContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Count = 2000;

    private const int OneIn = 100;

    private readonly List<Execution> _sent = [];

    [Fact]
    public async Task One_bad_document_in_a_hundred_holds_up_none_of_the_others()
    {
        await SendAsync();

        await ProjectAllAsync(pageSize: 70);

        var letters = await Store.DeadLetters.ListAsync(Count, None);
        Assert.Equal(Store.Feed.End, await Store.Feed.ProjectedAsync(None));
        Assert.Equal(Bad, letters.Select(letter => letter.Letter.ExecutionId).Order());
        await RecountAssert.EqualsRecountAsync(Store.Rollups, Good, "poison");
    }

    [Fact]
    public async Task Requeueing_every_dead_letter_twice_appends_each_once_and_changes_no_total()
    {
        await SendAsync();
        await ProjectAllAsync(pageSize: 700);
        var letters = await Store.DeadLetters.ListAsync(Count, None);

        foreach (var letter in letters.Concat(letters))
        {
            Assert.True(await Store.DeadLetters.RequeueAsync(letter.Id, None));
        }

        Assert.Equal(Count + letters.Count, Store.Feed.End);
        await ProjectAllAsync(pageSize: 700);
        Assert.Equal(2 * letters.Count, (await Store.DeadLetters.ListAsync(2 * Count, None)).Count);
        Assert.Equal(letters.Count, await Store.DeadLetters.CountAsync(None));
        await RecountAssert.EqualsRecountAsync(Store.Rollups, Good, "requeueing");
    }

    private IReadOnlyList<Execution> Good => _sent.FindAll(execution => !Poison.Is(execution));

    private IEnumerable<string> Bad => _sent.Where(Poison.Is).Select(execution => execution.Id.Value).Order();

    private async Task SendAsync()
    {
        var random = new Random(1);
        for (var i = 0; i < Count; i++)
        {
            var execution = RandomExecutions.Next(random, i, Some.Noon.AddSeconds(-random.Next(9000)));
            _sent.Add(i % OneIn == OneIn / 2 ? Poison.Of(execution) : execution);
        }

        await Store.Log.AppendAsync(_sent, None);
    }

    private async Task ProjectAllAsync(int pageSize)
    {
        var projector = new Projector(Store.Rollups, new NoLiveUpdates());
        for (var position = await Store.Feed.ProjectedAsync(None); position < Store.Feed.End;)
        {
            var page = await Store.Feed.ReadAsync(position, pageSize, None);
            await projector.ProjectAsync(page, None);
            position = page.Position ?? position;
        }
    }
}
