using System.Globalization;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Users;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>
/// The lists that users and sessions are spread over, so that no partition has all the writes; whoever lists or counts
/// asks each of them.
/// </summary>
internal static class SightingLists
{
    private const int Count = 4;

    public static IReadOnlyList<string> Users { get; } = [.. Enumerable.Range(0, Count).Select(User)];

    public static IReadOnlyList<string> Sessions { get; } = [.. Enumerable.Range(0, Count).Select(Session)];

    public static string OfUser(string userId) => User(Place(userId));

    public static string OfSession(string sessionId) => Session(Place(sessionId));

    public static string Order(DateTimeOffset lastThere, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{lastThere.UtcTicks:D19}-{ItemId.Of(id)}");

    public static string Before(in SeenCursor cursor) => Order(cursor.At, cursor.Id);

    /// <summary>Before everything that was there at this instant or later.</summary>
    public static string From(DateTimeOffset? instant) =>
        instant is { } known ? known.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) : "";

    private static int Place(string id) => ShardHash.Of(new ExecutionId(id), Count);

    private static string User(int place) => string.Create(CultureInfo.InvariantCulture, $"seen-users|{place}");

    private static string Session(int place) => string.Create(CultureInfo.InvariantCulture, $"seen-sessions|{place}");
}
