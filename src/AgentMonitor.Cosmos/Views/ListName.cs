using System.Globalization;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// The lists of the container <c>views</c>, each a partition. The prefix keeps a user from being taken for a session,
/// whatever either is called.
/// </summary>
internal static class ListName
{
    public static string User(string userId) => "user|" + userId;

    /// <summary>Executions of a session that have no user; those of a user are found through <see cref="UsersOf"/>.</summary>
    public static string Session(string sessionId) => "session|" + sessionId;

    public static string UsersOf(string sessionId) => "users|" + sessionId;

    /// <summary>Completions that came too late and named the user, by the ids of their executions.</summary>
    public static string Late(string userId) => "late|" + userId;

    public static string Parent(string executionId) => "parent|" + executionId;

    public const string ErrorsPrefix = "errors|";

    public static string Errors(DateTimeOffset receivedAt) =>
        ErrorsPrefix + receivedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Recent(DateTimeOffset receivedAt) =>
        "recent|" + receivedAt.UtcDateTime.ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture);

    public static string Progress(string generation) => "progress|" + generation;

    /// <summary>Where an execution is listed on its own; all of them are in <see cref="Recent"/> as well.</summary>
    public static IEnumerable<string> Homes(Execution execution)
    {
        if (execution.UserId is { } user)
        {
            yield return User(user);
        }
        else if (execution.SessionId is { } session)
        {
            yield return Session(session);
        }

        if (execution.ParentExecutionId is { } parent)
        {
            yield return Parent(parent);
        }

        if (execution.Status.IsError())
        {
            yield return Errors(execution.ReceivedAt);
        }
    }
}
