using AgentMonitor.Projection;

namespace AgentMonitor.Functions.Feed;

/// <summary>
/// Several pages as one. A lease that was lost and won again may deliver a page while the same page still waits; the
/// fence judges a page by what was applied before it, so a change must not be in it twice.
/// </summary>
internal static class MergedPage
{
    public static FeedPage Of(IReadOnlyList<FeedPage> pages) => pages is [var only]
        ? only
        : new FeedPage(
            [.. pages.SelectMany(page => page.Items).DistinctBy(item => (item.Shard, item.Lsn, item.Execution.Id))],
            [.. pages.SelectMany(page => page.Unreadable).DistinctBy(letter => (letter.Shard, letter.Lsn, letter.ExecutionId))],
            Position: null);
}
