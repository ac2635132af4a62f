namespace AgentMonitor.Metrics.Concurrency;

/// <summary>How many executions were under way at once.</summary>
internal static class PresenceRules
{
    /// <summary>
    /// The peak among the minutes of [<paramref name="from"/>, <paramref name="to"/>), both whole: under way in a minute
    /// are those that had begun by its end, less those that had ended before it. <paramref name="marks"/> are of all
    /// executions that ended at <paramref name="from"/> or later, whenever they began.
    /// </summary>
    public static Peak? PeakOf(IEnumerable<PresenceMark> marks, DateTimeOffset from, DateTimeOffset to)
    {
        Peak? peak = null;
        foreach (var (minute, underWay) in UnderWay(marks, from, to))
        {
            peak = Peak.Greater(peak, new Peak(underWay, minute));
        }

        return peak;
    }

    // Between two minutes in which something begins nothing can rise, so only those are looked at.
    private static IEnumerable<(DateTimeOffset Minute, long UnderWay)> UnderWay(
        IEnumerable<PresenceMark> marks, DateTimeOffset from, DateTimeOffset to)
    {
        var (underWay, endedInThis, minute) = (0L, 0L, from);
        foreach (var mark in marks.OrderBy(mark => mark.Minute))
        {
            if (mark.Minute >= to)
            {
                break;
            }

            if (mark.Minute > minute)
            {
                if (underWay > 0)
                {
                    yield return (minute, underWay);
                }

                underWay -= endedInThis;
                (endedInThis, minute) = (0, mark.Minute);
            }

            underWay += mark.Began;
            if (mark.Minute < from)
            {
                underWay -= mark.Ended;
            }
            else
            {
                endedInThis += mark.Ended;
            }
        }

        if (underWay > 0)
        {
            yield return (minute, underWay);
        }
    }
}
