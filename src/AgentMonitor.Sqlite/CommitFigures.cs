using AgentMonitor.Sqlite.Native;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Sqlite;

/// <summary>What the writer of one file last did, and the one place where its faults are logged.</summary>
internal sealed partial class CommitFigures(TimeProvider clock, DamageWatch watch, ILogger logger)
{
    private volatile Fault? _lastFault;
    private long _lastCommitTicks = -1;
    private volatile int _lastGroup;

    public TimeSpan? LastCommit => Volatile.Read(ref _lastCommitTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public int LastGroupRecords => _lastGroup;

    public string? LastFault => _lastFault?.Sentence;

    public DateTimeOffset? LastFaultAt => _lastFault?.At;

    public long Start() => clock.GetTimestamp();

    public void Committed(long started, int records)
    {
        Volatile.Write(ref _lastCommitTicks, clock.GetElapsedTime(started).Ticks);
        _lastGroup = records;
        if (_lastFault is not null)
        {
            _lastFault = null;
            Log.Recovered(logger);
        }
    }

    /// <summary>A fault that goes on is logged when it begins, not at every group that meets it.</summary>
    public void Failed(Exception exception)
    {
        watch.Look(exception);
        var sentence = SqliteFault.Translate(exception).Message;
        if (_lastFault?.Sentence != sentence)
        {
            Log.WriteFailed(logger, exception);
        }

        _lastFault = new Fault(sentence, clock.GetUtcNow());
    }

    private sealed record Fault(string Sentence, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Error, "The store could not be written; whoever waited was told to try again.")]
        public static partial void WriteFailed(ILogger logger, Exception exception);

        [LoggerMessage(401, LogLevel.Information, "The store is being written again.")]
        public static partial void Recovered(ILogger logger);
    }
}
