namespace AgentMonitor.Metrics.Users;

/// <summary>
/// Sums of days by user. The newest day changes all the time and those before it seldom, so what they came to is kept
/// for the next question, as long as they are the very same.
/// </summary>
internal sealed class MergedUserDays
{
    // Different windows of one page; a sum holds everybody of its window.
    private const int MostKept = 4;

    private static readonly Dictionary<string, UserFigures> Nobody = [];

    private readonly Lock _gate = new();

    private readonly List<(IReadOnlyDictionary<string, UserFigures>[] Days, Dictionary<string, UserFigures> Sum)> _kept = [];

    /// <summary>Everybody once, in no order; made up while it is gone through, for nobody keeps all of them.</summary>
    public IEnumerable<KeyValuePair<string, UserFigures>> Of(IReadOnlyList<IReadOnlyDictionary<string, UserFigures>> days)
    {
        var newest = days.Count == 0 ? Nobody : days[^1];
        var before = days.Count < 2 ? Nobody : Before([.. days.Take(days.Count - 1)]);
        foreach (var (user, figures) in newest)
        {
            yield return KeyValuePair.Create(user, before.TryGetValue(user, out var known) ? known.Plus(figures) : figures);
        }

        foreach (var user in before)
        {
            if (!newest.ContainsKey(user.Key))
            {
                yield return user;
            }
        }
    }

    private Dictionary<string, UserFigures> Before(IReadOnlyDictionary<string, UserFigures>[] days)
    {
        lock (_gate)
        {
            var known = _kept.FindIndex(kept => kept.Days.SequenceEqual(days, ReferenceEqualityComparer.Instance));
            if (known >= 0)
            {
                return _kept[known].Sum;
            }
        }

        var sum = new Dictionary<string, UserFigures>(StringComparer.Ordinal);
        foreach (var day in days)
        {
            Add(sum, day);
        }

        lock (_gate)
        {
            _kept.Insert(0, (days, sum));
            _kept.RemoveRange(Math.Min(MostKept, _kept.Count), Math.Max(0, _kept.Count - MostKept));
        }

        return sum;
    }

    private static void Add(Dictionary<string, UserFigures> sum, IReadOnlyDictionary<string, UserFigures> day)
    {
        foreach (var (user, figures) in day)
        {
            sum[user] = sum.TryGetValue(user, out var known) ? known.Plus(figures) : figures;
        }
    }
}
