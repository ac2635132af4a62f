namespace AgentMonitor.Rollups;

/// <summary>Section <c>AgentMonitor:Retention</c>: for how many days things are kept. Day buckets stay for ever.</summary>
public sealed class RetentionOptions
{
    public int RawDays { get; set; } = RetentionAges.Default.Raw.Days;

    public int MinuteDays { get; set; } = RetentionAges.Default.Minutes.Days;

    public int HourDays { get; set; } = RetentionAges.Default.Hours.Days;

    public RetentionAges ToAges() =>
        new(TimeSpan.FromDays(RawDays), TimeSpan.FromDays(MinuteDays), TimeSpan.FromDays(HourDays));

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
    }
}
