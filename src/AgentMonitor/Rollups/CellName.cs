using System.Globalization;

namespace AgentMonitor.Rollups;

/// <summary>
/// Names a cell within its document. Parts are separated by U+001F, which no name may hold, so no name can pass for
/// two.
/// </summary>
public static class CellName
{
    private const char Separator = '\u001f';

    private const string UserModelPrefix = "model";

    /// <summary>The cell of all executions, in the agents' documents.</summary>
    public const string All = "";

    public static string Model(string model) => model;

    public static string ModelAgent(string model, string agent) => model + Separator + agent;

    /// <summary>In a user's day: one hour (0-23) with one agent.</summary>
    public static string UserHour(int hour, string agent) =>
        hour.ToString("00", CultureInfo.InvariantCulture) + Separator + agent;

    /// <summary>In a user's day: the tokens of one model, from which a cost can be computed again.</summary>
    public static string UserModel(string model) => UserModelPrefix + Separator + model;

    public static string Error(string fingerprint, string agent) => fingerprint + Separator + agent;

    /// <summary>The first part, and the second where there is one.</summary>
    public static (string First, string? Second) Split(string name)
    {
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (name, null) : (name[..at], name[(at + 1)..]);
    }

    /// <summary>False for a cell of a user's day that belongs to a model, not to an hour.</summary>
    public static bool TryUserHour(string name, out int hour, out string agent)
    {
        var (first, second) = Split(name);
        agent = second ?? "";
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && second is not null;
    }
}
