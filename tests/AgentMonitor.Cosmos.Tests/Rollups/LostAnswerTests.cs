using System.Text.Json.Nodes;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Rollups;

/// <summary>
/// Writes whose answers are lost after they were applied. The SDK sends such a write again by itself, and the service
/// then refuses it because of what it has just stored.
/// </summary>
public sealed class LostAnswerTests : IAsyncLifetime, IDisposable
{
    private const int Slices = 4;

    private static readonly RollupKey Key = new(RollupScope.Agents, TimeBucket.Of(Grain.Hour, Some.Noon));

    private readonly GatewayDouble _gateway = new();
    private OpenedCosmos _mine = null!;
    private OpenedCosmos _other = null!;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 4)];

    public async Task InitializeAsync()
    {
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString };
        _mine = await OpenedCosmos.OpenAsync(_gateway, options, TimeProvider.System);
        _other = await OpenedCosmos.OpenAsync(_gateway, options, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _mine.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task A_first_version_whose_answer_was_lost_is_stored()
    {
        _gateway.Fault = LoseOnce(IsRoot);

        Assert.True(await TryAddAsync(_mine, "a", 0, 1));

        Assert.Equal((1, 1), await CountAsync("a"));
        AssertEveryPartIsNamed();
    }

    [Fact]
    public async Task A_version_whose_answer_was_lost_is_stored_and_can_be_gone_on_with()
    {
        await TryAddAsync(_mine, "a", 0, 1);
        var slices = Added(await SlicesAsync(_mine), "a", 1);
        _gateway.Fault = LoseOnce(IsRoot);

        Assert.True(await TrySaveAsync(_mine, slices));
        Assert.True(await TrySaveAsync(_mine, Added(slices, "a", 1)));

        Assert.Equal((1, 3), await CountAsync("a"));
        AssertEveryPartIsNamed();
    }

    [Fact]
    public async Task What_another_has_built_upon_a_version_whose_answer_was_lost_stays()
    {
        await TryAddAsync(_mine, "a", 0, 1);
        var slices = Added(await SlicesAsync(_mine), "a", 1);
        _gateway.Fault = LoseOnce(IsRoot, before2nd: () => TryAddAsync(_other, "a", 0));

        Assert.False(await TrySaveAsync(_mine, slices));

        Assert.Equal((2, 2), await CountAsync("a"));
        AssertEveryPartIsNamed();
    }

    [Fact]
    public async Task Who_comes_too_late_leaves_no_part_behind()
    {
        var slices = Added(await SlicesAsync(_mine), "a", 0, 1, 2);
        await TryAddAsync(_other, "a", 0, 1);

        Assert.False(await TrySaveAsync(_mine, slices));

        Assert.Equal((1, 1), await CountAsync("a"));
        AssertEveryPartIsNamed();
    }

    [Fact]
    public async Task Users_days_whose_deletion_s_answer_was_lost_are_gone_with_their_parts()
    {
        var key = new RollupKey(RollupScope.User("u"), TimeBucket.Of(Grain.Day, Some.Noon));
        RollupDocument[] slices = [new RollupDocument(key, 0), new RollupDocument(key, 1)];
        Assert.True(await TrySaveAsync(_mine, [.. Added([.. slices], "a", 0, 1)]));
        _gateway.Fault = LoseOnce(call => call.Method == "DELETE" && IsRoot(call));

        Assert.True(await _mine.UserDocuments.TryDeleteAsync([.. await _mine.Rollups.ReadAsync([key], CancellationToken.None)], CancellationToken.None));

        Assert.Empty(_gateway.Container("rollups").Items);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_count_is_right_whatever_answers_were_lost(int seed)
    {
        var random = new Random(seed);
        var expected = new long[Slices];
        OpenedCosmos[] writers = [_mine, _other];
        _gateway.Fault = call => call.Container == "rollups" && call.IsWrite && random.Next(6) == 0 ? DoubleFault.Lost : null;
        var held = new List<RollupDocument>[2];
        // The SDK waits a second before it tries again.
        for (var step = 1; step <= 24; step++)
        {
            var (writer, slice) = (random.Next(2), random.Next(Slices));
            expected[slice]++;
            held[writer] = await ApplyAsync(writers[writer], random.Next(2) == 0 ? held[writer] : null, writer, step, slice);
        }

        _gateway.Fault = _ => null;
        var stored = await SlicesAsync(_mine);

        Assert.Equal(expected, stored.Select(part => part.Cells[$"cell{part.Slice}"].Totals.Total));
        Assert.Empty(_gateway.Refused);
    }

    [Fact]
    public async Task A_part_that_is_gone_is_said_to_be_damage_and_a_recount_may_replace_it()
    {
        await TryAddAsync(_mine, "a", 0, 1, 2);
        await DropAsync(slice: 1);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _mine.Rollups.ReadRangeAsync(
            RollupScope.Agents, Grain.Hour, Some.Noon, Some.Noon.AddHours(1), CancellationToken.None));
        var slices = await SlicesAsync(_mine);

        Assert.Equal(StoreFault.Damaged, fault.Fault);
        Assert.Equal([false, true, false], slices.Select(slice => slice.IsIncomplete));
        Assert.True(await TrySaveAsync(_mine, slices));
    }

    [Fact]
    public async Task A_root_that_is_replaced_faster_than_it_can_be_read_is_given_up_with_a_sentence()
    {
        await TryAddAsync(_mine, "a", 0, 1);
        _gateway.Fault = call =>
        {
            // Whenever a part is asked for, it has just been replaced.
            if (call is { Method: "GET", Container: "rollups" } && !IsRoot(call))
            {
                var fault = _gateway.Fault;
                _gateway.Fault = _ => null;
                TryAddAsync(_other, "a", 1).GetAwaiter().GetResult();
                _gateway.Fault = fault;
            }

            return null;
        };

        var said = await Assert.ThrowsAsync<StoreUnavailableException>(() => SlicesAsync(_mine));

        Assert.Equal(StoreFault.Unavailable, said.Fault);
        Assert.Contains("replaced", said.Message, StringComparison.Ordinal);
    }

    // Again and again, as the projection does; what the fence has is there.
    private static async Task<List<RollupDocument>> ApplyAsync(OpenedCosmos store, List<RollupDocument>? slices, int shard, int step, int slice)
    {
        while (true)
        {
            slices ??= await SlicesAsync(store);
            if (slices.Count == 0)
            {
                slices = [.. Enumerable.Range(0, Slices).Select(number => new RollupDocument(Key, number))];
                slices.ForEach(empty => empty.Cell($"cell{empty.Slice}"));
            }

            if (slices[0].IsApplied(shard, step))
            {
                return slices;
            }

            slices[slice].Cell($"cell{slice}").Add(Contribution.Of(Some.Execution("a"))!, CellParts.TotalsOnly);
            slices[0].RaiseFence(shard, step);
            try
            {
                if (await TrySaveAsync(store, slices))
                {
                    return slices;
                }
            }
            catch (StoreUnavailableException)
            {
                // Whether it is stored nobody knows; it is read again.
            }

            slices = null;
        }
    }

    private static async Task<bool> TryAddAsync(OpenedCosmos store, string cell, params int[] slices) =>
        await TrySaveAsync(store, Added(await SlicesAsync(store), cell, slices));

    private static List<RollupDocument> Added(List<RollupDocument> documents, string cell, params int[] slices)
    {
        foreach (var slice in slices.Append(0).Distinct())
        {
            if (documents.Count <= slice)
            {
                documents.Add(new RollupDocument(Key, slice));
            }

            documents[slice].Cell(cell + slice);
            if (slices.Contains(slice))
            {
                documents[slice].Cell(cell + slice).Add(Contribution.Of(Some.Execution("a"))!, CellParts.TotalsOnly);
            }
        }

        return documents;
    }

    private static async Task<List<RollupDocument>> SlicesAsync(OpenedCosmos store) =>
        [.. (await store.Rollups.ReadAsync([Key], CancellationToken.None)).OrderBy(slice => slice.Slice)];

    private static async Task<bool> TrySaveAsync(OpenedCosmos store, List<RollupDocument> slices) =>
        (await store.Rollups.SaveAsync(
            new PageWrite([.. slices.Where(slice => slice.HasChanged)], [], [], null), CancellationToken.None)).Count == 0;

    private async Task<(long, long)> CountAsync(string cell)
    {
        var slices = await SlicesAsync(_other);
        return (slices[0].Cells[cell + "0"].Totals.Total, slices[1].Cells[cell + "1"].Totals.Total);
    }

    private async Task DropAsync(int slice)
    {
        var part = _gateway.Container("rollups").Items.Single(item => (int)item.Body["slice"]! == slice);
        using var response = await _mine.Container("rollups").DeleteItemStreamAsync(part.Id, new((string)part.Body["list"]!));
        Assert.True(response.IsSuccessStatusCode);
    }

    private void AssertEveryPartIsNamed()
    {
        var items = _gateway.Container("rollups").Items;
        var named = items.SelectMany(item => item.Body["parts"] as JsonArray ?? []).Select(name => (string)name!);
        Assert.Equal(named.Order(), items.Where(item => (int)item.Body["slice"]! > 0).Select(item => item.Id).Order());
    }

    // A root has no dot in its name; of what is created the name is in the body alone.
    private static bool IsRoot(DoubleCall call) =>
        call.Container == "rollups" && !(call.Method == "POST" ? (string)call.Json["id"]! : call.Segments[^1]).Contains('.', StringComparison.Ordinal);

    private static Func<DoubleCall, DoubleFault?> LoseOnce(Func<DoubleCall, bool> which, Func<Task>? before2nd = null)
    {
        var tries = 0;
        return call =>
        {
            if (!call.IsWrite || !which(call))
            {
                return null;
            }

            tries++;
            if (tries == 2 && before2nd is not null)
            {
                before2nd().GetAwaiter().GetResult();
            }

            return tries == 1 ? DoubleFault.Lost : null;
        };
    }
}
