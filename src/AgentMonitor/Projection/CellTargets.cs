using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>One cell that an execution adds to.</summary>
internal readonly record struct CellTarget(RollupKey Key, string Cell, CellParts Parts);

/// <summary>Which cells of which documents a facet adds to: the whole layout of the rollups, in one place.</summary>
internal static class CellTargets
{
    private static readonly Grain[] AllGrains = [Grain.Minute, Grain.Hour, Grain.Day];

    private static readonly Grain[] ErrorGrains = [Grain.Hour, Grain.Day];

    public static void Collect(in Facet facet, List<CellTarget> targets)
    {
        switch (facet.Kind)
        {
            case FacetKind.Traffic:
                AddTraffic(facet, targets);
                break;
            case FacetKind.User:
                AddUser(facet, facet.Agent!, targets);
                break;
            case FacetKind.Error:
                AddErrors(facet, facet.Agent!, targets);
                break;
        }
    }

    private static void AddTraffic(in Facet facet, List<CellTarget> targets)
    {
        const CellParts parts = CellParts.Latency | CellParts.Users | CellParts.Sessions;
        foreach (var grain in AllGrains)
        {
            var bucket = TimeBucket.Of(grain, facet.Bucket.Start);
            var agents = new RollupKey(RollupScope.Agents, bucket);
            var quarters = grain == Grain.Hour ? CellParts.Quarters : 0;
            targets.Add(new CellTarget(agents, CellName.All, parts | quarters));
            targets.Add(new CellTarget(agents, facet.Name, parts | quarters));
            if (facet.Model is { } model)
            {
                var models = new RollupKey(RollupScope.Models, bucket);
                targets.Add(new CellTarget(models, CellName.Model(model), parts));
                targets.Add(new CellTarget(models, CellName.ModelAgent(model, facet.Name), parts));
            }
        }
    }

    // One document a day, with a cell for each hour and agent that the user was there: one user's windows have hour
    // resolution, and a user's day stays one small write.
    private static void AddUser(in Facet facet, string agent, List<CellTarget> targets)
    {
        var key = new RollupKey(RollupScope.User(facet.Name), TimeBucket.Of(Grain.Day, facet.Bucket.Start));
        var hour = CellName.UserHour(facet.Bucket.Start.Hour, agent);
        targets.Add(new CellTarget(key, hour, CellParts.Latency | CellParts.Sessions));
        if (facet.Model is { } model)
        {
            targets.Add(new CellTarget(key, CellName.UserModel(model), CellParts.TotalsOnly));
        }
    }

    private static void AddErrors(in Facet facet, string agent, List<CellTarget> targets)
    {
        var cell = CellName.Error(facet.Name, agent);
        foreach (var grain in ErrorGrains)
        {
            var key = new RollupKey(RollupScope.Errors, TimeBucket.Of(grain, facet.Bucket.Start));
            targets.Add(new CellTarget(key, cell, CellParts.Users));
        }
    }
}
