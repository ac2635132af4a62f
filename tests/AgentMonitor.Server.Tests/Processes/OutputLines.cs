using System.Text;
using System.Threading.Channels;

namespace AgentMonitor.Server.Tests.Processes;

/// <summary>What a process writes, as it writes it.</summary>
internal sealed class OutputLines
{
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _all = new();

    public static OutputLines Of(TextReader stream)
    {
        var lines = new OutputLines();
        lines.Completion = Task.Run(() => lines.ReadAsync(stream));
        return lines;
    }

    /// <summary>Completes when the process has closed the stream and everything is read.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>The next line that is looked for, or null when the stream ends without it.</summary>
    public async Task<string?> WaitForAsync(Func<string, bool> isLookedFor, CancellationToken cancellationToken)
    {
        await foreach (var line in _unread.Reader.ReadAllAsync(cancellationToken))
        {
            if (isLookedFor(line))
            {
                return line;
            }
        }

        return null;
    }

    public override string ToString()
    {
        lock (_all)
        {
            return _all.ToString();
        }
    }

    private async Task ReadAsync(TextReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_all)
            {
                _all.AppendLine(line);
            }

            _unread.Writer.TryWrite(line);
        }

        _unread.Writer.Complete();
    }
}
