using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Views;

/// <summary>Turns a views.db of today into one of an older version, by taking away what came later.</summary>
internal static class OlderViews
{
    public static void MakeSecondVersion(Connection views)
    {
        // Whoever adds a migration takes its tables away here.
        Assert.Equal(4, ViewsSchema.Migrations.Length);
        views.Execute(
            """
            DELETE FROM rollups WHERE scope IN ('timeline', 'features', 'audience');
            DROP TABLE users;
            DROP TABLE sessions;
            DROP TABLE escalations;
            PRAGMA user_version = 2;
            """);
    }
}
