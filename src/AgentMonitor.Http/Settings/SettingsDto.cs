using AgentMonitor.Access;
using AgentMonitor.Alerts;
using AgentMonitor.Costs;
using AgentMonitor.Http.Prices;
using AgentMonitor.Ingest.Masking;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Settings;

/// <summary>The settings in force in the process that answers; each is set where the README says.</summary>
public sealed record SettingsDto(
    string Status,
    HostKind Host,
    string Version,
    RetentionDto Retention,
    ContentDto Content,
    MaskingDto Masking,
    PricesInForceDto Prices,
    AccessDto Access,
    WebhookSettingsDto Webhook);

/// <summary>For how many days things are kept; null: for ever.</summary>
/// <param name="UserDayDays">One user's days.</param>
/// <param name="ErasedDays">How long an erased execution is recognised when it is sent again.</param>
/// <param name="ReportDays">The report of the last recount.</param>
/// <param name="AlertDays">Alerts that are over.</param>
public sealed record RetentionDto(
    decimal RawDays,
    decimal MinuteDays,
    decimal HourDays,
    decimal? DayDays,
    decimal? UserDayDays,
    decimal ErasedDays,
    decimal ReportDays,
    int AlertDays)
{
    internal static RetentionDto From(RetentionAges ages, AlertOptions alerts) => new(
        Days(ages.Raw), Days(ages.Minutes), Days(ages.Hours), DaysOf(ages.Days), DaysOf(ages.UserDays ?? ages.Days),
        Days(ages.Erased), Days(ages.Reports), alerts.HistoryDays);

    private static decimal? DaysOf(TimeSpan? age) => age is { } known ? Days(known) : null;

    private static decimal Days(TimeSpan age) => Math.Round((decimal)age.TotalDays, 2);
}

/// <param name="IsCaptured">Whether input and output are kept at all.</param>
/// <param name="CapBytes">Of each of the two; what is longer is cut.</param>
public sealed record ContentDto(bool IsCaptured, int CapBytes);

/// <summary>What is written over before anything is stored.</summary>
/// <param name="Rules">What is looked for, by the setting's name; none where nothing is masked.</param>
/// <param name="OwnPatterns">How many regular expressions of this installation's own are among them; they are not told.</param>
public sealed record MaskingDto(bool Content, bool ErrorMessages, IReadOnlyList<string> Rules, int OwnPatterns)
{
    internal static MaskingDto From(Masker masker) => masker.MasksContent || masker.MasksErrorMessages
        ? new MaskingDto(masker.MasksContent, masker.MasksErrorMessages, masker.Kinds, masker.OwnPatterns)
        : new MaskingDto(false, false, [], 0);
}

/// <summary>Which prices an execution is priced by: how many entries of each origin.</summary>
/// <param name="BuiltInRetrieved">The day on which the newest of the built-in prices was found: their version; null: none counts.</param>
/// <param name="Files">Names of the files of the settings, without their folders.</param>
/// <param name="ChangedAt">When an admin changed prices last; null: never.</param>
public sealed record PricesInForceDto(
    int BuiltIn, int Settings, int Admin, DateOnly? BuiltInRetrieved, IReadOnlyList<string> Files, DateTimeOffset? ChangedAt)
{
    internal static PricesInForceDto From(PriceTable table, PriceSheet sheet, PriceOptions options)
    {
        var origins = PricesDto.Priced(table, sheet).CountBy(price => price.Origin).ToDictionary();
        var builtIn = origins.GetValueOrDefault(PriceOrigin.BuiltIn);
        return new PricesInForceDto(
            builtIn, origins.GetValueOrDefault(PriceOrigin.Settings),
            origins.GetValueOrDefault(PriceOrigin.Admin), builtIn == 0 ? null : PriceTable.Default.Entries.Max(entry => entry.Retrieved),
            [.. options.Files.Select(file => Path.GetFileName(file))], sheet.ChangedAt);
    }
}

/// <param name="IngestKeyRequired">False: a process on the server's own machine may send executions without a key.</param>
/// <param name="IngestKeys">How many there are.</param>
public sealed record AccessDto(bool IngestKeyRequired, int IngestKeys, bool AllowQueryToken, IReadOnlyList<string> CorsOrigins)
{
    internal static AccessDto From(HttpApiOptions options, IngestKeys keys) => new(
        options.AnonymousIngest == AnonymousIngest.Never || keys.Any, keys.Count, options.AllowQueryToken, options.CorsOrigins);
}

/// <summary>Where alerts are posted to: the host alone, since the rest of the address may be a secret.</summary>
public sealed record WebhookSettingsDto(bool UrlSet, string? Host)
{
    internal static WebhookSettingsDto From(AlertOptions options) => new(
        options.HasWebhook, options.HasWebhook && Uri.TryCreate(options.WebhookUrl, UriKind.Absolute, out var address) ? address.Host : null);
}
