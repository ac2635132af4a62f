using System.Runtime.InteropServices;

namespace AgentMonitor.Users;

/// <summary>A draft for each name of a page. The drafts are used again for the names of the next page.</summary>
internal sealed class DraftsByName<T>
    where T : class, new()
{
    private readonly Dictionary<string, T> _taken = new(StringComparer.Ordinal);

    private readonly Stack<T> _spare = [];

    public int Count => _taken.Count;

    public IEnumerable<KeyValuePair<string, T>> All => _taken;

    public T Of(string name)
    {
        ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(_taken, name, out _);
        return draft ??= _spare.TryPop(out var spare) ? spare : new T();
    }

    public void Clear(Action<T> clear)
    {
        foreach (var draft in _taken.Values)
        {
            clear(draft);
            _spare.Push(draft);
        }

        _taken.Clear();
    }
}
