using System.Buffers;

namespace AgentMonitor.Http.Ingest;

/// <summary>A request body in a rented buffer, which goes back when it is disposed; until then it is part of the load.</summary>
internal sealed class PooledBody(int expected, IngestLoad load) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 1024));

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public void Append(in ReadOnlySequence<byte> bytes)
    {
        var length = (int)bytes.Length;
        Reserve(length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Advance(length);
    }

    /// <summary>Room to read into; say with <see cref="Advance"/> how much was.</summary>
    public Memory<byte> Room()
    {
        Reserve(1024);
        return _buffer.AsMemory(Length);
    }

    public void Advance(int length)
    {
        load.Add(length);
        Length += length;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        load.Remove(Length);
        _buffer = [];
        Length = 0;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - Length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + more, _buffer.Length * 2));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
