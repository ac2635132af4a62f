namespace AgentMonitor.Health.Sections;

/// <summary>The sections of one answer: asked side by side, each guarded, with what became of each.</summary>
/// <param name="kept">Where the last good ones are.</param>
/// <param name="asked">Which answer this is, and with what parameters where they matter.</param>
public sealed class SectionSet(LastGood kept, string asked, CancellationToken cancellationToken)
{
    private readonly Lock _gate = new();

    private readonly Dictionary<string, (SectionState State, DateTimeOffset? AsOf)> _outcomes = new(StringComparer.Ordinal);

    /// <summary>How each section came out, by name. Whole once all of them have been awaited.</summary>
    public IReadOnlyDictionary<string, SectionState> States => Select(_ => true, outcome => outcome.State);

    /// <summary>Of what time those are that are stale.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> StaleSince =>
        Select(outcome => outcome.State == SectionState.Stale, outcome => outcome.AsOf!.Value);

    /// <summary>Live when everything is, unavailable when nothing is there.</summary>
    public SectionState State
    {
        get
        {
            var states = States.Values.ToList();
            return states.TrueForAll(state => state == SectionState.Live) ? SectionState.Live
                : states.TrueForAll(state => state == SectionState.Unavailable) ? SectionState.Unavailable
                : SectionState.Stale;
        }
    }

    /// <summary>The section, or the last good one, or null.</summary>
    public async Task<T?> AskAsync<T>(string section, Func<CancellationToken, Task<T>> ask)
        where T : class
    {
        var answer = await kept.AskAsync(section, asked, ask, cancellationToken);
        lock (_gate)
        {
            _outcomes[section] = (answer.State, answer.AsOf);
        }

        return answer.Value;
    }

    private SortedDictionary<string, T> Select<T>(
        Func<(SectionState State, DateTimeOffset? AsOf), bool> wanted, Func<(SectionState State, DateTimeOffset? AsOf), T> select)
    {
        lock (_gate)
        {
            var selected = new SortedDictionary<string, T>(StringComparer.Ordinal);
            foreach (var (section, outcome) in _outcomes)
            {
                if (wanted(outcome))
                {
                    selected.Add(section, select(outcome));
                }
            }

            return selected;
        }
    }
}
