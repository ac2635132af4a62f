using AgentMonitor.Executions;
using AgentMonitor.Users;
using Xunit;

namespace AgentMonitor.Contracts.Sightings;

/// <summary>A user counted from the executions themselves, by other code than the product's.</summary>
internal sealed record RecountedUser(DateTime First, DateTime Last, HashSet<string> Agents, HashSet<string> Names)
{
    public static Dictionary<string, RecountedUser> Of(IEnumerable<Execution> executions)
    {
        var users = new Dictionary<string, RecountedUser>();
        foreach (var execution in executions.Where(execution => execution.UserId is not null && (execution.Flags & ExecutionFlags.Late) == 0))
        {
            var (first, last) = Times(execution);
            var user = users.GetValueOrDefault(execution.UserId!) ?? new RecountedUser(first, last, [], []);
            users[execution.UserId!] = user with
            {
                First = first < user.First ? first : user.First,
                Last = last > user.Last ? last : user.Last,
            };
        }

        // The newest is what was said of the last end; within its minute any of them may be, since stores keep minutes.
        foreach (var execution in executions.Where(execution => execution.UserId is not null))
        {
            var user = users[execution.UserId!];
            if (IsSameMinute(Times(execution).Last, user.Last))
            {
                user.Agents.Add(execution.AgentName);
            }

            if (execution.UserName is { } name)
            {
                user.Names.Add(name);
            }
        }

        return users;
    }

    public static (DateTime First, DateTime Last) Times(Execution execution)
    {
        var last = (execution.Status == ExecutionStatus.Running ? execution.ReceivedAt : execution.EndedAt!.Value).UtcDateTime;
        DateTime[] starts =
        [
            last,
            execution.CreatedAt.UtcDateTime,
            execution.StartedAt?.UtcDateTime ?? last,
            execution.Status == ExecutionStatus.Running ? last : last.AddMilliseconds(-(execution.DurationMs ?? 0)),
        ];
        return (starts.Min(), last);
    }

    public bool IsIn(UserSpan span) =>
        (span.SeenFrom is not { } seen || Last >= seen.UtcDateTime)
        && (span.NewFrom is not { } from || First >= from.UtcDateTime)
        && (span.NewBefore is not { } before || First < before.UtcDateTime);

    public void Check(SeenUser user)
    {
        Assert.Equal(First, user.FirstSeenAt.UtcDateTime);
        Assert.True(IsSameMinute(Last, user.LastSeenAt.UtcDateTime), $"{user.UserId}: {user.LastSeenAt:O} instead of {Last:O}");
        Assert.Contains(user.Agent.Value, Agents);
        Assert.True(Names.Count == 0 ? user.Name is null : Names.Contains(user.Name!.Value), user.UserId);
    }

    public static bool IsSameMinute(DateTime one, DateTime other) => one.Ticks / TimeSpan.TicksPerMinute == other.Ticks / TimeSpan.TicksPerMinute;
}
