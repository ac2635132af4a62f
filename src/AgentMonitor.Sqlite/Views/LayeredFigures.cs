using System.Collections;
using System.Diagnostics.CodeAnalysis;
using AgentMonitor.Metrics.Users;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Everybody's figures of a span, by id. Who changed lies above those who were read before and are shared: between two
/// questions few change, and thousands need not be copied for them. Read only.
/// </summary>
internal sealed class LayeredFigures : IReadOnlyDictionary<string, UserFigures>
{
    // So many times those above are below at least; then all of them are copied into one.
    private const int LeastShared = 4;

    private readonly Dictionary<string, UserFigures> _below;

    private readonly Dictionary<string, UserFigures> _above;

    public LayeredFigures(Dictionary<string, UserFigures> all)
        : this(all, [])
    {
    }

    private LayeredFigures(Dictionary<string, UserFigures> below, Dictionary<string, UserFigures> above)
    {
        (_below, _above) = (below, above);
        Count = below.Count + above.Keys.Count(user => !below.ContainsKey(user));
    }

    public int Count { get; }

    public IEnumerable<string> Keys => this.Select(user => user.Key);

    public IEnumerable<UserFigures> Values => this.Select(user => user.Value);

    public UserFigures this[string key] => TryGetValue(key, out var figures) ? figures : throw new KeyNotFoundException();

    /// <summary>The same with these users as they stand now; one who is not among <paramref name="now"/> is gone.</summary>
    public LayeredFigures With(IReadOnlyCollection<string> changed, Dictionary<string, UserFigures> now)
    {
        var isAnyGone = changed.Any(user => !now.ContainsKey(user) && ContainsKey(user));
        if (isAnyGone || (_above.Count + now.Count) * LeastShared > _below.Count)
        {
            var all = new Dictionary<string, UserFigures>(this, StringComparer.Ordinal);
            Replace(all, changed, now);
            return new LayeredFigures(all);
        }

        var above = new Dictionary<string, UserFigures>(_above, StringComparer.Ordinal);
        Replace(above, changed, now);
        return new LayeredFigures(_below, above);
    }

    public bool ContainsKey(string key) => _above.ContainsKey(key) || _below.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out UserFigures value) =>
        _above.TryGetValue(key, out value) || _below.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, UserFigures>> GetEnumerator()
    {
        foreach (var user in _above)
        {
            yield return user;
        }

        foreach (var user in _below)
        {
            if (!_above.ContainsKey(user.Key))
            {
                yield return user;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Replace(
        Dictionary<string, UserFigures> users, IReadOnlyCollection<string> changed, Dictionary<string, UserFigures> now)
    {
        foreach (var user in changed)
        {
            if (now.TryGetValue(user, out var figures))
            {
                users[user] = figures;
            }
            else
            {
                users.Remove(user);
            }
        }
    }
}
