using System.Buffers.Text;

namespace AgentMonitor.Load.Records;

/// <summary>The run's own number, then the record's: no two records of any two runs share an id.</summary>
internal readonly record struct RecordId(uint Run, long Number)
{
    public void Write(Span<byte> target)
    {
        var format = new System.Buffers.StandardFormat('x', 8);
        Utf8Formatter.TryFormat(Run, target, out _, format);
        Utf8Formatter.TryFormat((ulong)Number, target[8..], out _, new System.Buffers.StandardFormat('x', 16));
    }

    public override string ToString() => $"{Run:x8}{Number:x16}";
}
