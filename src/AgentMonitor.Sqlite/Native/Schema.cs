using System.Globalization;

namespace AgentMonitor.Sqlite.Native;

/// <summary>Brings a database file to the version this program knows, one migration a transaction.</summary>
internal static class Schema
{
    /// <summary>
    /// <paramref name="migrations"/>[n] leads from version n to n + 1 and ends with its own
    /// <c>PRAGMA user_version</c>.
    /// </summary>
    public static void Migrate(Connection connection, string fileName, ReadOnlySpan<string> migrations)
    {
        var version = connection.ReadNumber("PRAGMA user_version");
        if (version > migrations.Length)
        {
            throw new StoreOpenException(string.Create(
                CultureInfo.InvariantCulture,
                $"{fileName} has version {version}, and this program knows {migrations.Length} at most: it was written by a newer AgentMonitor. Use that one, or another data folder."));
        }

        foreach (var migration in migrations[(int)version..])
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute(migration);
            connection.Execute("COMMIT");
        }
    }
}
