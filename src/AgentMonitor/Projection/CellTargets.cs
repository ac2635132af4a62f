using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>One cell that an execution adds to.</summary>
public readonly record struct CellTarget(RollupKey Key, string Cell, CellParts Parts, string? Label);

/// <summary>Which cells of which documents an execution adds to: the whole layout of the rollups, in one place.</summary>
public static class CellTargets
{
    private static readonly Grain[] AllGrains = [Grain.Minute, Grain.Hour, Grain.Day];

    private static readonly Grain[] ErrorGrains = [Grain.Hour, Grain.Day];

    public static void Collect(Contribution contribution, List<CellTarget> targets)
    {
        var execution = contribution.Execution;
        foreach (var grain in AllGrains)
        {
            AddAgents(execution, TimeBucket.Of(grain, contribution.EndedAt), targets);
            AddModels(execution, TimeBucket.Of(grain, contribution.EndedAt), targets);
        }

        AddUser(execution, contribution.EndedAt, targets);
        AddErrors(execution, contribution.EndedAt, targets);
    }

    private static void AddAgents(Execution execution, TimeBucket bucket, List<CellTarget> targets)
    {
        var key = new RollupKey(RollupScope.Agents, bucket);
        var parts = CellParts.Latency | CellParts.Users | CellParts.Sessions
            | (bucket.Grain == Grain.Hour ? CellParts.Quarters : 0);
        targets.Add(new CellTarget(key, CellName.All, parts, null));
        targets.Add(new CellTarget(key, execution.AgentName, parts, null));
    }

    private static void AddModels(Execution execution, TimeBucket bucket, List<CellTarget> targets)
    {
        if (execution.Model is { } model)
        {
            var key = new RollupKey(RollupScope.Models, bucket);
            var parts = CellParts.Latency | CellParts.Users | CellParts.Sessions;
            targets.Add(new CellTarget(key, CellName.Model(model), parts, null));
            targets.Add(new CellTarget(key, CellName.ModelAgent(model, execution.AgentName), parts, null));
        }
    }

    // One document a day, with a cell for each hour and agent that the user was there: one user's windows have hour
    // resolution, and a user's day stays one small write.
    private static void AddUser(Execution execution, DateTimeOffset endedAt, List<CellTarget> targets)
    {
        if (execution.UserId is { } user)
        {
            var key = new RollupKey(RollupScope.User(user), TimeBucket.Of(Grain.Day, endedAt));
            var hour = CellName.UserHour(endedAt.Hour, execution.AgentName);
            targets.Add(new CellTarget(key, hour, CellParts.Latency | CellParts.Sessions, null));
            if (execution.Model is { } model)
            {
                targets.Add(new CellTarget(key, CellName.UserModel(model), CellParts.TotalsOnly, null));
            }
        }
    }

    private static void AddErrors(Execution execution, DateTimeOffset endedAt, List<CellTarget> targets)
    {
        if (execution.Status.IsError() && execution.ErrorFingerprint is { } fingerprint)
        {
            var kind = ErrorFingerprint.KindOf(execution.Status, execution.ErrorType);
            var title = ErrorFingerprint.Title(kind, execution.ErrorMessage);
            foreach (var grain in ErrorGrains)
            {
                var key = new RollupKey(RollupScope.Errors, TimeBucket.Of(grain, endedAt));
                var cell = CellName.Error(fingerprint, execution.AgentName);
                targets.Add(new CellTarget(key, cell, CellParts.Users, title));
            }
        }
    }
}
