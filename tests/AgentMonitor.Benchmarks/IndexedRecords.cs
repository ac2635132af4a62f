using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Benchmarks;

/// <summary>
/// Records as the index sees them: an id each, 10,000 users by Zipf's law (s = 1.1), sessions of some eight records,
/// 4 % errors in 50 groups. The same number is the same record whenever it is asked for.
/// </summary>
internal sealed class IndexedRecords
{
    private const int Users = 10_000;
    private static readonly DateTimeOffset At = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private readonly double[] _upTo = UpTo();

    public List<FeedItem> Items(long after, int count)
    {
        var random = new Random(HashCode.Combine(after));
        return [.. Enumerable.Range(1, count).Select(i => new FeedItem(0, after + i, Record(after + i, random)))];
    }

    public static string IdOf(long number) => $"run-{number:x16}-of-a-length";

    public static string UserName(int place) => $"user-{place:00000}";

    private Execution Record(long number, Random random)
    {
        var failed = random.Next(25) == 0;
        var user = User(random.NextDouble());
        return new()
        {
            Id = new ExecutionId(IdOf(number)),
            AgentName = "tutor",
            Status = failed ? ExecutionStatus.Failure : ExecutionStatus.Success,
            ReceivedAt = At,
            CreatedAt = At,
            EndedAt = At,
            UserId = UserName(user),
            SessionId = $"session-{user:00000}-{number / 80_000}",
            ErrorFingerprint = failed ? $"fingerprint-{random.Next(50)}" : null,
            ContentHash = "none",
        };
    }

    private int User(double share)
    {
        var place = Array.BinarySearch(_upTo, share * _upTo[^1]);
        return Math.Min(place < 0 ? ~place : place, Users - 1);
    }

    private static double[] UpTo()
    {
        var (upTo, sum) = (new double[Users], 0.0);
        for (var i = 0; i < Users; i++)
        {
            upTo[i] = sum += Math.Pow(i + 1, -1.1);
        }

        return upTo;
    }
}
