namespace AgentMonitor.Projection;

/// <summary>
/// Answers of a costly function, remembered for the questions that come again. Two generations of
/// <paramref name="most"/> answers: when the young one is full the old one is let go, and what is asked again moves up.
/// </summary>
internal sealed class Remembered<TKey, TValue>(int most, Func<TKey, TValue> compute)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];

    private Dictionary<TKey, TValue> _old = [];

    public TValue Of(TKey key)
    {
        if (_young.TryGetValue(key, out var value))
        {
            return value;
        }

        if (!_old.Remove(key, out value))
        {
            value = compute(key);
        }

        if (_young.Count == most)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young.Add(key, value);
        return value;
    }
}
