using System.Diagnostics;
using System.Globalization;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Benchmarks;

/// <summary>
/// What ids and lists cost as they grow: records go straight into the store's views, without a log, without rollups.
/// <c>dotnet run -c Release --project tests/AgentMonitor.Benchmarks -- index-growth FOLDER 100000 1000000 10000000</c>
/// </summary>
internal static class IndexGrowth
{
    private const int Page = 8192;
    private const int Lookups = 20_000;
    private const int Users = 1_000;

    public static async Task RunAsync(string[] args)
    {
        var options = new SqliteOptions { Folder = args[0] };
        await using var store = SqliteStore.Open(options, PriceTable.Empty, TimeProvider.System);
        var files = new StoreFiles(options);
        var records = new IndexedRecords();
        Console.WriteLine("records    us/record  cpu us/record  bytes/record  longest page ms  miss us  hit us  list us  views MB  heap MB");
        var at = await store.Feed.ProjectedAsync(default);
        foreach (var target in args[1..].Select(text => long.Parse(text, CultureInfo.InvariantCulture)))
        {
            var half = Math.Max(at, target / 2);
            await FillAsync(store, records, at, half);
            var cost = await FillAsync(store, records, half, target);
            at = target;
            var look = Look(files, target);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{target,-10} {cost.Time,9:0.00}  {cost.Processor,13:0.00}  {cost.Bytes,12:0}  {cost.Longest,15:0}  {look.Miss,7:0.00}  {look.Hit,6:0.00}  {look.List,7:0.0}  {store.Figures.ViewsBytes >> 20,8}  {GC.GetTotalMemory(forceFullCollection: true) >> 20,7}"));
        }
    }

    private static async Task<Cost> FillAsync(SqliteStore store, IndexedRecords records, long from, long to)
    {
        var (time, processor, longest, written) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, Written());
        for (var at = from; at < to;)
        {
            var count = (int)Math.Min(Page, to - at);
            var write = new PageWrite([], records.Items(at, count), [], at + count);
            var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await store.Rollups.SaveAsync(write, default);
            var elapsed = Stopwatch.GetElapsedTime(started);
            processor += Environment.CpuUsage.TotalTime - busy;
            time += elapsed;
            longest = elapsed > longest ? elapsed : longest;
            at += count;
        }

        var many = (double)Math.Max(1, to - from);
        return new(time.TotalMicroseconds / many, processor.TotalMicroseconds / many, (Written() - written) / many, longest.TotalMilliseconds);
    }

    // Straight at the index, in a snapshot, as the log's writer asks it.
    private static (double Miss, double Hit, double List) Look(StoreFiles files, long records)
    {
        using var index = files.OpenIdIndex();
        index.BeginSnapshot();
        var unknown = Hashes(i => $"unknown-{i}");
        var known = Hashes(i => IndexedRecords.IdOf(1 + (i * (records / Lookups))));
        var found = 0;
        var miss = Time(Lookups, i => found += index.TryFind(unknown[i], out _) ? 1 : 0);
        var hit = Time(Lookups, i => found += index.TryFind(known[i], out _) ? 1 : 0);
        index.EndSnapshot();

        using var views = new ViewsReader(files.OpenViewsReader(), files.Catalog);
        var list = Time(Users, i =>
        {
            views.BeginSnapshot();
            _ = views.Listed(ListKey.User(IndexedRecords.UserName(i)) ?? 0, long.MaxValue, 20);
            views.EndSnapshot();
        });
        return found == Lookups ? (miss, hit, list) : throw new InvalidOperationException($"Found {found} of {Lookups} ids.");
    }

    private static IdHash[] Hashes(Func<long, string> name) =>
        [.. Enumerable.Range(0, Lookups).Select(i => IdHash.Of(new ExecutionId(name(i))))];

    private static double Time(int count, Action<int> action)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            action(i);
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / count;
    }

    // What the process handed to the system to write: write-ahead log and checkpoints.
    private static long Written() =>
        File.ReadLines("/proc/self/io").Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
            .Select(line => long.Parse(line[6..], CultureInfo.InvariantCulture)).Single();

    private readonly record struct Cost(double Time, double Processor, double Bytes, double Longest);
}
