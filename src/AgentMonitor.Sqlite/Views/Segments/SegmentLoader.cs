using System.Runtime.InteropServices;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>Reads which segments there are, and of those that are not known yet their filters and fences.</summary>
internal sealed class SegmentLoader(Connection connection) : IDisposable
{
    private readonly Statement _all = connection.Prepare(
        "SELECT id, first_seq, last_seq, ids, id_bits, filter, fences FROM segments ORDER BY first_seq");

    public List<Segment> Load(Func<long, Segment?> known)
    {
        var segments = new List<Segment>();
        while (_all.Step())
        {
            segments.Add(known(_all.Number(0)) ?? Read());
        }

        return segments;
    }

    public void Dispose() => _all.Dispose();

    private Segment Read() => new(
        _all.Number(0),
        _all.Number(1),
        _all.Number(2),
        (int)_all.Number(3),
        (int)_all.Number(4),
        IdFilter.Of(MemoryMarshal.Cast<byte, ulong>(SegmentBytes.Open(_all.Blob(5))).ToArray()),
        MemoryMarshal.Cast<byte, ListEntry>(SegmentBytes.Open(_all.Blob(6))).ToArray());
}
