using System.Buffers.Text;
using System.Globalization;

namespace AgentMonitor.Rollups;

/// <summary>
/// Names a cell within its document. Parts are separated by U+001F, which no name may hold, so no name can pass for
/// two.
/// </summary>
public static class CellName
{
    private const char Separator = '\u001f';

    private const int HourDigits = 2;

    private const string UserModelPrefix = "model";

    private const string RegionPrefix = "region";

    private const string LanguagePrefix = "language";

    private const string MinutePrefix = "minute";

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

    /// <summary>In a day of the timeline: one quarter (0-95) of UTC.</summary>
    public static string Quarter(int ofDay) => ofDay.ToString("00", CultureInfo.InvariantCulture);

    public static int QuarterOfDay(string name) => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Feature(string feature) => feature;

    public static string FeatureVariant(string feature, string variant) => feature + Separator + variant;

    public static string Region(string region) => RegionPrefix + Separator + region;

    public static string Language(string language) => LanguagePrefix + Separator + language;

    /// <summary>
    /// In an hour of the audience: the minute that lies so many before the hour's last one. It may be one of the hours
    /// before, for what ended in this hour may have begun there.
    /// </summary>
    public static string Minute(int beforeLast) =>
        MinutePrefix + Separator + beforeLast.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first part, and the second where there is one.</summary>
    public static (string First, string? Second) Split(string name)
    {
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (name, null) : (name[..at], name[(at + 1)..]);
    }

    /// <summary>False for a cell of the audience that is none of a region.</summary>
    public static bool TryRegion(string name, out string region)
    {
        var (first, second) = Split(name);
        region = second ?? "";
        return first == RegionPrefix && second is not null;
    }

    /// <summary>False for a cell of the audience that is none of a minute.</summary>
    public static bool TryMinute(string name, out int beforeLast)
    {
        var (first, second) = Split(name);
        beforeLast = 0;
        return first == MinutePrefix && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out beforeLast);
    }

    /// <summary>False for a cell of a user's day that belongs to a model, not to an hour.</summary>
    public static bool TryUserHour(string name, out int hour, out string agent)
    {
        var (first, second) = Split(name);
        agent = second ?? "";
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out hour) && second is not null;
    }

    /// <summary>The same of a name as it is stored.</summary>
    internal static bool TryUserHour(ReadOnlySpan<byte> utf8, out int hour)
    {
        hour = 0;
        return utf8.Length > HourDigits
            && utf8[HourDigits] == Separator
            && Utf8Parser.TryParse(utf8[..HourDigits], out hour, out var read) && read == HourDigits;
    }
}
