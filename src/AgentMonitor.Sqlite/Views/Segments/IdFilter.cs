namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Says of an id that it is not in a segment, or that it may be: a blocked Bloom filter, so that asking touches one
/// line of the processor's cache. See F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom
/// Filters", WEA 2007. Ids are hashed already, so their bits are taken as they are.
/// </summary>
internal sealed class IdFilter
{
    private const int BitsAnId = 12;
    private const int BlockWords = 8;
    private const int BitsOfBlock = BlockWords * 64;
    private const int Probes = 7;
    private const int BitsAProbe = 9;
    private readonly ulong[] _words;

    private IdFilter(ulong[] words) => _words = words;

    public ReadOnlySpan<ulong> Words => _words;

    public static IdFilter For(int ids) =>
        new(new ulong[(int)((((long)ids * BitsAnId) + BitsOfBlock - 1) / BitsOfBlock) * BlockWords]);

    public static IdFilter Of(ulong[] words) => new(words);

    public void Add(ulong high, ulong low)
    {
        var block = BlockOf(high);
        for (var probe = 0; probe < Probes; probe++, low >>= BitsAProbe)
        {
            _words[block + (int)(low >> 6 & (BlockWords - 1))] |= 1UL << (int)(low & 63);
        }
    }

    public bool MayHold(ulong high, ulong low)
    {
        if (_words.Length == 0)
        {
            return false;
        }

        var block = BlockOf(high);
        for (var probe = 0; probe < Probes; probe++, low >>= BitsAProbe)
        {
            if ((_words[block + (int)(low >> 6 & (BlockWords - 1))] & (1UL << (int)(low & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // The high half of the product spreads evenly over any number of blocks.
    private int BlockOf(ulong high) => (int)Math.BigMul(high, (ulong)(_words.Length / BlockWords), out _) * BlockWords;
}
