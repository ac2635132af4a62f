using System.Runtime.InteropServices;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>One record of an id. Ordered by id, records of one id oldest first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IdEntry(ulong High, ulong Low, long Sequence, bool Late) : IComparable<IdEntry>
{
    public IdEntry(IdHash hash, long sequence, bool late)
        : this((ulong)(hash.Value >> 64), (ulong)hash.Value, sequence, late)
    {
    }

    public bool IsSameId(IdEntry other) => High == other.High && Low == other.Low;

    public int CompareTo(IdEntry other) =>
        High != other.High ? High.CompareTo(other.High)
        : Low != other.Low ? Low.CompareTo(other.Low)
        : Sequence.CompareTo(other.Sequence);
}
