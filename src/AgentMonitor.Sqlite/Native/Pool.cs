using System.Collections.Concurrent;

namespace AgentMonitor.Sqlite.Native;

/// <summary>Readers, each with its own connection, lent to one caller at a time.</summary>
internal sealed class Pool<T>(Func<T> open, Action<Exception> onFault, Action<T>? onReturn = null) : IDisposable
    where T : class, IDisposable
{
    private readonly ConcurrentBag<T> _idle = [];
    private volatile bool _disposed;

    public TResult Use<TState, TResult>(TState state, Func<T, TState, TResult> read)
    {
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : open();
            var result = Using(reader, state, read);
            Return(reader);
            return result;
        }
        catch (SqliteFault fault)
        {
            onFault(fault);
            throw fault.Translated();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    // Whatever failed may have left a statement open, so its reader is not lent again.
    private static TResult Using<TState, TResult>(T reader, TState state, Func<T, TState, TResult> read)
    {
        try
        {
            return read(reader, state);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Return(T reader)
    {
        onReturn?.Invoke(reader);
        _idle.Add(reader);
        if (_disposed)
        {
            Dispose();
        }
    }
}
