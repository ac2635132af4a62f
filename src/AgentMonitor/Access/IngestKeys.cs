namespace AgentMonitor.Access;

/// <summary>The ingest keys that are valid now; only hashes are kept. They may be replaced while requests run.</summary>
public sealed class IngestKeys
{
    private volatile TokenHash[] _hashes;

    public IngestKeys(IEnumerable<TokenHash> hashes) => _hashes = [.. hashes];

    /// <summary>Once there is one, nobody sends without.</summary>
    public bool Any => _hashes.Length > 0;

    public int Count => _hashes.Length;

    public void Replace(IEnumerable<TokenHash> hashes) => _hashes = [.. hashes];

    public bool Accepts(TokenHash presented)
    {
        var accepted = false;
        foreach (var hash in _hashes)
        {
            accepted |= hash.Matches(presented);
        }

        return accepted;
    }
}
