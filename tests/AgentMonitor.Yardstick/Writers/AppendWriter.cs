using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace AgentMonitor.Yardstick.Writers;

/// <summary>Bodies one after the other in a file, synced once a group. A second record of the same id is not noticed.</summary>
internal sealed class AppendWriter(string folder) : IGroupWriter
{
    private readonly SafeFileHandle _file = File.OpenHandle(
        Path.Combine(folder, "yardstick.log"), FileMode.OpenOrCreate, FileAccess.ReadWrite);

    private readonly ArrayBufferWriter<byte> _group = new(1 << 20);

    private long _length;

    private long _count;

    public void Begin() => _group.ResetWrittenCount();

    public int Write(SentBody body)
    {
        _group.Write(body.Bytes);
        var created = 0;
        for (var records = body.Records; records.MoveNext();)
        {
            created++;
        }

        _count += created;
        return created;
    }

    public void Commit()
    {
        RandomAccess.Write(_file, _group.WrittenSpan, _length);
        RandomAccess.FlushToDisk(_file);
        _length += _group.WrittenCount;
    }

    public long Count() => Volatile.Read(ref _count);

    public void Dispose() => _file.Dispose();
}
