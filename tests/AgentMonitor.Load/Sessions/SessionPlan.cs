using AgentMonitor.Load.Records;
using AgentMonitor.Load.Servers;

namespace AgentMonitor.Load.Sessions;

/// <summary>What a session does, and where.</summary>
internal sealed record SessionPlan
{
    public required ServerKind Ours { get; init; }

    /// <summary>What it is measured beside, the unit of the ratios first.</summary>
    public required IReadOnlyList<ServerKind> Yardsticks { get; init; }

    public required Func<Func<long, DateTime>, RecordSource> Records { get; init; }

    /// <summary>On a local disk: in memory a sync costs nothing.</summary>
    public required string Folder { get; init; }

    /// <summary>A folder that was filled before; null: none.</summary>
    public required string? Filled { get; init; }

    public required int Rounds { get; init; }

    public required TimeSpan Measured { get; init; }

    public required TimeSpan Steady { get; init; }

    public required IReadOnlyList<long> History { get; init; }

    public required int Questions { get; init; }

    /// <summary>Of the admin questions those whose path begins with one of these; none: all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    public required int Viewers { get; init; }

    /// <summary>Every part is true, or the session fails at its end: totals exact, nothing missing, nothing surprising.</summary>
    public bool IsGood { get; private set; } = true;

    public void Expect(bool holds, string what)
    {
        if (!holds)
        {
            IsGood = false;
            Console.Error.WriteLine($"does not hold: {what}");
        }
    }

    /// <summary>Starts a server on an empty folder, which is gone afterwards.</summary>
    public async Task<T> OnEmptyFolderAsync<T>(ServerKind kind, Func<ServerProcess, Task<T>> work, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Folder, Guid.NewGuid().ToString("n"));
        try
        {
            await using var server = await ServerProcess.StartAsync(kind, folder, cancellationToken);
            return await work(server);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
