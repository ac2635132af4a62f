namespace AgentMonitor.Rollups;

/// <summary>Section <c>AgentMonitor:Retention</c>: for how many days things are kept.</summary>
public sealed class RetentionOptions
{
    public int RawDays { get; set; } = RetentionAges.Default.Raw.Days;

    public int MinuteDays { get; set; } = RetentionAges.Default.Minutes.Days;

    public int HourDays { get; set; } = RetentionAges.Default.Hours.Days;

    /// <summary>0: for ever.</summary>
    public int DayDays { get; set; }

    /// <summary>Of one user's days; 0: as long as other days.</summary>
    public int UserDayDays { get; set; }

    /// <summary>How long an execution that was erased is recognised when it is sent again.</summary>
    public int ErasedDays { get; set; } = RetentionAges.Default.Erased.Days;

    /// <summary>How long the report of the last recount is shown.</summary>
    public int ReportDays { get; set; } = RetentionAges.Default.Reports.Days;

    public RetentionAges ToAges() =>
        new(TimeSpan.FromDays(RawDays), TimeSpan.FromDays(MinuteDays), TimeSpan.FromDays(HourDays))
        {
            Days = DayDays == 0 ? null : TimeSpan.FromDays(DayDays),
            UserDays = UserDayDays == 0 ? null : TimeSpan.FromDays(UserDayDays),
            Erased = TimeSpan.FromDays(ErasedDays),
            Reports = TimeSpan.FromDays(ReportDays),
        };

    public IEnumerable<string> Faults()
    {
        if (RawDays is < 1 or > 36_500)
        {
            yield return "AgentMonitor:Retention:RawDays takes a number of days from 1 to 36500.";
        }

        if (MinuteDays is < 1 or > 366)
        {
            yield return "AgentMonitor:Retention:MinuteDays takes a number of days from 1 to 366.";
        }

        if (HourDays < MinuteDays || HourDays > 36_500)
        {
            yield return "AgentMonitor:Retention:HourDays takes a number of days from MinuteDays to 36500.";
        }

        if (DayDays != 0 && (DayDays < HourDays || DayDays > 36_500))
        {
            yield return "AgentMonitor:Retention:DayDays takes 0 for ever, or a number of days from HourDays to 36500.";
        }

        if (UserDayDays is < 0 or > 36_500)
        {
            yield return "AgentMonitor:Retention:UserDayDays takes 0 for as long as other days, or a number of days up to 36500.";
        }

        if (ErasedDays < RawDays || ErasedDays > 36_500)
        {
            yield return "AgentMonitor:Retention:ErasedDays takes a number of days from RawDays to 36500.";
        }

        if (ReportDays is < 1 or > 3650)
        {
            yield return "AgentMonitor:Retention:ReportDays takes a number of days from 1 to 3650.";
        }
    }
}
