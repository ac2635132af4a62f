namespace AgentMonitor.Server.Tests.PowerCut;

/// <summary>A file's bytes as the disk holds them for certain, and the writes that may not have got there.</summary>
internal sealed class DiskFile
{
    private readonly List<DiskCall> _pending = [];
    private byte[] _bytes = [];
    private int _length;

    public int Pending => _pending.Count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Add(DiskCall call) => _pending.Add(call);

    /// <summary>What was written before the flush began is on disk from now on.</summary>
    public void Flush(DiskCall sync)
    {
        foreach (var call in _pending.Where(call => call.EndedAt <= sync.StartedAt))
        {
            Apply(call, _ => true);
        }

        _pending.RemoveAll(call => call.EndedAt <= sync.StartedAt);
    }

    /// <summary>What of the pending writes the power cut leaves: each whole, not at all, or in pieces.</summary>
    public void Cut(Random random, double kept)
    {
        foreach (var call in _pending)
        {
            if (random.NextDouble() < 0.25 && call.Data is not null)
            {
                Apply(call, _ => random.NextDouble() < kept);
            }
            else if (random.NextDouble() < kept)
            {
                Apply(call, _ => true);
            }
        }

        _pending.Clear();
    }

    // A disk writes sectors of 512 bytes, or pages of 4096, whole or not at all.
    private void Apply(DiskCall call, Func<int, bool> isKept)
    {
        if (call.Kind == DiskCallKind.Truncate)
        {
            Resize((int)call.Offset);
            return;
        }

        var (data, offset) = (call.Data!, (int)call.Offset);
        var sector = data.Length % 4096 == 0 && offset % 4096 == 0 && data.Length > 4096 ? 4096 : 512;
        for (var at = 0; at < data.Length;)
        {
            var length = Math.Min(sector - ((offset + at) % sector), data.Length - at);
            if (isKept(at))
            {
                Resize(Math.Max(_length, offset + at + length));
                data.AsSpan(at, length).CopyTo(_bytes.AsSpan(offset + at));
            }

            at += length;
        }
    }

    private void Resize(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, _bytes.Length * 2));
        }

        if (length < _length)
        {
            _bytes.AsSpan(length, _length - length).Clear();
        }

        _length = length;
    }
}
