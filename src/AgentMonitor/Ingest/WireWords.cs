using System.Text;

namespace AgentMonitor.Ingest;

/// <summary>An enum's values as the wire spells them, in the enum's order; case counts.</summary>
internal sealed class WireWords<T>(params string[] words)
    where T : struct, Enum
{
    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];
    private readonly T[] _values = Enum.GetValues<T>();

    /// <summary>For a person to choose from.</summary>
    public string List { get; } = string.Join(", ", words);

    public T? Find(ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if (word.SequenceEqual(_words[i]))
            {
                return _values[i];
            }
        }

        return null;
    }
}
