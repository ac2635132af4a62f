using System.Text;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Erasure;

/// <summary>A user with words of its own in every place that holds any, among others.</summary>
internal static class PlantedUser
{
    public const string Id = "canary-user";

    private const int Others = 40;

    // What may be searched for: every one of these holds it.
    private static readonly byte[] Canary = "canary"u8.ToArray();

    /// <summary>Finished ones of many users, several of one session, and what comes in other ways.</summary>
    public static IEnumerable<Execution> Executions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return i % 5 == 0 ? Theirs("canary-x" + i, i) : Some.Execution(
                "x" + i, user: "user" + (i % Others), session: "s" + (i % 97), endedAt: Some.Noon.AddSeconds(i)) with
            {
                Content = new(Encoding.UTF8.GetBytes($"\"{new string('a', i % 700)}\""), null, null),
            };
        }

        yield return Theirs("canary-r", 1) with { Status = ExecutionStatus.Running, EndedAt = null, DeadlineAt = Some.Noon.AddDays(9) };
        yield return Theirs("canary-poison", 2) with { EndedAt = null };
        yield return Theirs("canary-nobodys", 3) with { UserId = null };
    }

    public static Execution Theirs(string id, int number) => Some.Execution(
        id, user: Id, session: "canary-s" + (number % 3), endedAt: Some.Noon.AddSeconds(number),
        status: number % 2 == 0 ? ExecutionStatus.Failure : ExecutionStatus.Success,
        error: $"Nothing for 'the canary of {number}' was found") with
    {
        UserName = "Canary Wharf",
        RequestId = "canary-request",
        TraceId = "canary-trace",
        SpanId = "canary-span",
        ParentExecutionId = "canary-parent",
        Tags = ["canary-tag"],
        ContentHash = "canary-hash-" + number,
        Content = new(
            Encoding.UTF8.GetBytes($"\"{string.Concat(Enumerable.Repeat("canary ", number % 200))}\""), "\"canary\""u8.ToArray(), "{\"a\":\"canary\"}"u8.ToArray()),
    };

    /// <summary>Looks at every byte of every file, as it is while the store is open.</summary>
    public static void AssertNowhereIn(string folder)
    {
        foreach (var (name, count) in Hits(folder))
        {
            Assert.True(count == 0, $"{name} holds the user {count} times.");
        }
    }

    public static IReadOnlyDictionary<string, int> Hits(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock").ToDictionary(path => Path.GetFileName(path), CountIn);

    public static async Task ProjectAllAsync(this Forgetful forgetful, OpenedStore store, int page)
    {
        while (await store.Feed.ProjectedAsync(CancellationToken.None) < store.Feed.End)
        {
            var position = await store.Feed.ProjectedAsync(CancellationToken.None);
            FeedPage next = await store.Feed.ReadAsync(position, page, CancellationToken.None);
            await forgetful.Projector.ProjectAsync(next, CancellationToken.None);
        }
    }

    private static int CountIn(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var count = 0;
        var rest = bytes.AsSpan(0, length);
        for (var at = Next(rest); at >= 0; at = Next(rest))
        {
            count++;
            rest = rest[(at + Canary.Length)..];
        }

        return count;
    }

    private static int Next(Span<byte> bytes)
    {
        var (small, large) = (bytes.IndexOf(Canary), bytes.IndexOf("Canary"u8));
        return small < 0 ? large : large < 0 ? small : Math.Min(small, large);
    }
}
