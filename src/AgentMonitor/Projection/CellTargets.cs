using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>One cell that an execution adds to.</summary>
internal readonly record struct CellTarget(RollupKey Key, string Cell, CellParts Parts);

/// <summary>Which cells of which documents a facet adds to: the whole layout of the rollups, in one place.</summary>
internal static class CellTargets
{
    private const int LastMinute = 59;

    private static readonly Grain[] AllGrains = [Grain.Minute, Grain.Hour, Grain.Day];

    private static readonly Grain[] HourAndDay = [Grain.Hour, Grain.Day];

    public static void Collect(in Facet facet, List<CellTarget> targets)
    {
        switch (facet.Kind)
        {
            case FacetKind.Traffic:
                AddTraffic(facet, facet.Name!, targets);
                AddTimeline(facet, targets);
                break;
            case FacetKind.Presence:
                AddPresence(facet, targets);
                break;
            case FacetKind.User:
                AddUser(facet, facet.Name!, facet.Beside!, targets);
                break;
            case FacetKind.Error:
                AddErrors(facet, CellName.Error(facet.Name!, facet.Beside!), targets);
                break;
            case FacetKind.Feature:
                AddFeature(facet, facet.Name!, targets);
                break;
            case FacetKind.Audience:
                AddAudience(facet, targets);
                break;
        }
    }

    private static void AddTraffic(in Facet facet, string agent, List<CellTarget> targets)
    {
        const CellParts parts = CellParts.Latency | CellParts.Users | CellParts.Sessions;
        foreach (var grain in AllGrains)
        {
            var bucket = TimeBucket.Of(grain, facet.Bucket.Start);
            var agents = new RollupKey(RollupScope.Agents, bucket);
            var quarters = grain == Grain.Hour ? CellParts.Quarters : 0;
            targets.Add(new CellTarget(agents, CellName.All, parts | quarters));
            targets.Add(new CellTarget(agents, agent, parts | quarters));
            if (facet.Model is { } model)
            {
                var models = new RollupKey(RollupScope.Models, bucket);
                targets.Add(new CellTarget(models, CellName.Model(model), parts));
                targets.Add(new CellTarget(models, CellName.ModelAgent(model, agent), parts));
            }
        }
    }

    // One document holds the curve of a day. Every zone's hours and days are made of quarters of UTC's.
    private static void AddTimeline(in Facet facet, List<CellTarget> targets)
    {
        var key = new RollupKey(RollupScope.Timeline, TimeBucket.Of(Grain.Day, facet.Bucket.Start));
        var quarter = (int)(facet.Bucket.Start - key.Bucket.Start).TotalMinutes / Contribution.QuarterMinutes;
        targets.Add(new CellTarget(key, CellName.Quarter(quarter), CellParts.Latency));
    }

    // Two marks in the hour of the end tell for any minute how many were under way, however long they were: those that
    // had begun less those that had ended.
    private static void AddPresence(in Facet facet, List<CellTarget> targets)
    {
        var key = new RollupKey(RollupScope.Audience, TimeBucket.Of(Grain.Hour, facet.Bucket.Start));
        var ended = LastMinute - facet.Bucket.Start.Minute;
        if (facet.Minutes == 0)
        {
            targets.Add(new CellTarget(key, CellName.Minute(ended), CellParts.Presence));
        }
        else
        {
            targets.Add(new CellTarget(key, CellName.Minute(ended), CellParts.Ended));
            targets.Add(new CellTarget(key, CellName.Minute(ended + facet.Minutes), CellParts.Began));
        }
    }

    // One document a day, with a cell for each hour and agent that the user was there: one user's windows have hour
    // resolution, and a user's day stays one small write.
    private static void AddUser(in Facet facet, string user, string agent, List<CellTarget> targets)
    {
        var key = new RollupKey(RollupScope.User(user), TimeBucket.Of(Grain.Day, facet.Bucket.Start));
        var hour = CellName.UserHour(facet.Bucket.Start.Hour, agent);
        targets.Add(new CellTarget(key, hour, CellParts.Latency | CellParts.Sessions));
        if (facet.Model is { } model)
        {
            targets.Add(new CellTarget(key, CellName.UserModel(model), CellParts.TotalsOnly));
        }
    }

    private static void AddErrors(in Facet facet, string cell, List<CellTarget> targets)
    {
        foreach (var grain in HourAndDay)
        {
            var key = new RollupKey(RollupScope.Errors, TimeBucket.Of(grain, facet.Bucket.Start));
            targets.Add(new CellTarget(key, cell, CellParts.Users));
        }
    }

    private static void AddFeature(in Facet facet, string feature, List<CellTarget> targets)
    {
        foreach (var grain in HourAndDay)
        {
            var key = new RollupKey(RollupScope.Features, TimeBucket.Of(grain, facet.Bucket.Start));
            var parts = CellParts.Users | (grain == Grain.Hour ? CellParts.Quarters : 0);
            targets.Add(new CellTarget(key, CellName.Feature(feature), parts));
            if (facet.Beside is { } variant)
            {
                targets.Add(new CellTarget(key, CellName.FeatureVariant(feature, variant), parts));
            }
        }
    }

    private static void AddAudience(in Facet facet, List<CellTarget> targets)
    {
        foreach (var grain in HourAndDay)
        {
            var key = new RollupKey(RollupScope.Audience, TimeBucket.Of(grain, facet.Bucket.Start));
            if (facet.Name is { } region)
            {
                targets.Add(new CellTarget(key, CellName.Region(region), CellParts.Users));
            }

            if (facet.Beside is { } language)
            {
                targets.Add(new CellTarget(key, CellName.Language(language), CellParts.Users | CellParts.Sessions));
            }
        }
    }
}
