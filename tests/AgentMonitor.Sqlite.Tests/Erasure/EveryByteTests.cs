using System.Globalization;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Views.Segments;
using AgentMonitor.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Sqlite.Tests.Erasure;

/// <summary>After a user is forgotten, no byte of the data folder says so much as the name.</summary>
public sealed class EveryByteTests(ITestOutputHelper output) : IDisposable
{
    private static readonly ManualClock Clock = new(Some.Noon.AddHours(8));

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_byte_of_the_folder_knows_a_user_who_was_forgotten()
    {
        await using var store = _folder.Open();
        using var forgetful = new Forgetful(store, Clock);
        await FillAsync(store, forgetful, 3000);
        var before = await forgetful.TotalsAsync();
        output.WriteLine(string.Join(", ", PlantedUser.Hits(_folder.Path)));
        Assert.All(["log.db-wal", "views.db-wal"], name => Assert.True(PlantedUser.Hits(_folder.Path)[name] > 0));

        var outcome = await forgetful.Forgetting.ForgetAsync(PlantedUser.Id, CancellationToken.None);

        Assert.True(outcome is { IsDone: true, Executions: 603, Sessions: 3, RollupDocuments: > 0 }, outcome.ToString());
        PlantedUser.AssertNowhereIn(_folder.Path);
        Assert.Equal(before, await forgetful.TotalsAsync());
        await AssertNoDriftAsync(forgetful);
    }

    [Fact]
    public async Task What_is_written_after_that_does_not_bring_it_back_and_neither_does_a_restart()
    {
        await using (var store = _folder.Open())
        {
            using var forgetful = new Forgetful(store, Clock);
            await FillAsync(store, forgetful, 1500);
            await forgetful.Forgetting.ForgetAsync(PlantedUser.Id, CancellationToken.None);
            foreach (var some in PlantedUser.Executions(2500).Where(execution => IsNew(execution.Id.Value, 1500)).Chunk(70))
            {
                await store.Log.AppendAsync(some, CancellationToken.None);
            }

            await forgetful.ProjectAllAsync(store, page: 90);
            PlantedUser.AssertNowhereIn(_folder.Path);
        }

        await using var again = _folder.Open();
        Assert.Equal(AppendOutcome.Duplicate, await again.AppendAsync(PlantedUser.Theirs("canary-x5", 5)));
        Assert.Equal(AppendOutcome.Duplicate, await again.AppendAsync(PlantedUser.Theirs("canary-x5", 6)));
    }

    // After each of its writes in turn the store fails once, and a new one goes on with what it finds.
    [Fact]
    public async Task An_erasure_that_is_cut_short_anywhere_is_finished_by_the_next_start()
    {
        var done = false;
        for (var write = 1; !done; write++)
        {
            using var folder = new StoreFolder();
            done = await CutShortAsync(folder, write);
            PlantedUser.AssertNowhereIn(folder.Path);
        }
    }

    // Sent before, or of somebody else.
    private static bool IsNew(string id, int sent) =>
        !id.StartsWith("canary-x", StringComparison.Ordinal) || int.Parse(id["canary-x".Length..], CultureInfo.InvariantCulture) < sent;

    private static async Task<bool> CutShortAsync(StoreFolder folder, int write)
    {
        var left = int.MaxValue;
        var options = new SqliteOptions
        {
            Folder = folder.Path,
            Segments = new SegmentLimits { MostIdsAtOnce = 64, LeastStep = 16 },
            Failpoint = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    throw new InvalidOperationException("The power went.");
                }
            },
        };
        bool done;
        SortedDictionary<string, string> before;
        await using (var store = folder.Open(options))
        {
            using var forgetful = new Forgetful(store, Clock);
            await FillAsync(store, forgetful, 120);
            before = await forgetful.TotalsAsync();
            left = write;
            done = (await TryAsync(forgetful)) && left > 0;
            left = int.MaxValue;
        }

        await using var next = folder.Open();
        using var resumed = new Forgetful(next, Clock);
        await resumed.ProjectAllAsync(next, 500);
        await resumed.Forgetting.ResumeAsync(CancellationToken.None);
        var outcome = await resumed.Forgetting.ForgetAsync(PlantedUser.Id, CancellationToken.None);
        Assert.True(outcome is { IsDone: true, Executions: 27, Sessions: 3 }, $"{outcome} after write {write}");
        Assert.Equal(before, await resumed.TotalsAsync());
        await AssertNoDriftAsync(resumed);
        return done;
    }

    private static async Task<bool> TryAsync(Forgetful forgetful)
    {
        try
        {
            return (await forgetful.Forgetting.ForgetAsync(PlantedUser.Id, CancellationToken.None)).IsDone;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task FillAsync(OpenedStore store, Forgetful forgetful, int count)
    {
        foreach (var some in PlantedUser.Executions(count).Chunk(70))
        {
            await store.Log.AppendAsync(some, CancellationToken.None);
        }

        await forgetful.ProjectAllAsync(store, page: 90);
    }

    private static async Task AssertNoDriftAsync(Forgetful forgetful)
    {
        var report = await forgetful.Reconciler.RunAsync(Some.Noon.AddDays(-1), Some.Noon.AddDays(2), repair: false, CancellationToken.None);
        Assert.True(report is { Drift: 0, Executions: > 0 }, $"{report.Drift} cells differ, {report.Executions} executions.");
    }
}
