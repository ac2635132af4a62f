using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using AgentMonitor.Sqlite.Views.Sightings;

namespace AgentMonitor.Sqlite.Erasure;

/// <summary>
/// Takes a user and the user's sessions out of the tables of who was seen. What is listed of them still, because they
/// came back, is seen anew; nothing is projected meanwhile, so that it is all there is.
/// </summary>
internal sealed class ErasedSightings(ViewsWriter views, ActiveSessions active, Pool<ViewsReader> lists, Pool<LogReader> log)
{
    // Of a user or a session that came back, the newest are enough to say when and where it was there.
    private const int MostSeen = 10_000;

    public void Erase(string userId)
    {
        views.Write(connection => Erase(connection, userId));
        active.Forget();
    }

    private bool Erase(ViewsConnection connection, string userId)
    {
        connection.NextVersion();
        var sightings = connection.Lists.Sightings;
        sightings.Users.Delete(userId);
        Listed(ListKey.User(userId), execution => execution.UserId == userId).ForEach(sightings.Take);
        sightings.Write();
        foreach (var session in sightings.Sessions.Of(userId))
        {
            sightings.Sessions.Delete(session);
            Listed(ListKey.Session(session), execution => execution.SessionId == session).ForEach(sightings.Take);
            sightings.Write();
        }

        return true;
    }

    private List<FeedItem> Listed(long? key, Func<Execution, bool> wanted)
    {
        var sequences = lists.Use(key.GetValueOrDefault(), static (reader, key) =>
        {
            reader.BeginSnapshot();
            var listed = reader.Listed(key, long.MaxValue, MostSeen);
            reader.EndSnapshot();
            return listed;
        });
        return log.Use(sequences, (reader, numbers) => numbers
            .Select(number => reader.Find(number, withContent: false) is { } execution && wanted(execution)
                ? new FeedItem(SqliteExecutionFeed.Shard, number, execution)
                : null)
            .OfType<FeedItem>().ToList());
    }
}
