using AgentMonitor.Access;
using AgentMonitor.Server.Folder;

namespace AgentMonitor.Server.Hosting;

/// <summary>Notices that the command line has changed the keys or the admin token in the data folder.</summary>
internal sealed partial class AccessWatch(
    DataFolder folder, AdminTokens admins, IngestKeys keys, ILogger<AccessWatch> logger)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private (DateTime, long)? _keysStamp = PrivateFile.Stamp(folder.IngestKeys);
    private (DateTime, long)? _tokenStamp = PrivateFile.Stamp(folder.AdminToken);

    public Task LookAsync(CancellationToken cancellationToken)
    {
        if (PrivateFile.Stamp(folder.IngestKeys) is var keysStamp && keysStamp != _keysStamp)
        {
            // Remembered first: a damaged file is complained about once, and the keys stay as they were.
            _keysStamp = keysStamp;
            keys.Replace(Hashes(folder));
            Log.KeysChanged(logger);
        }

        if (!AdminCredentials.IsInEnvironment && PrivateFile.Stamp(folder.AdminToken) is var tokenStamp && tokenStamp != _tokenStamp)
        {
            _tokenStamp = tokenStamp;
            admins.Replace(AdminCredentials.ReadOrMake(folder).ToAdminTokens());
            Log.TokenChanged(logger);
        }

        return Task.CompletedTask;
    }

    /// <summary>What the key file holds now; a file that is damaged is a fault, not an empty ring.</summary>
    public static IEnumerable<TokenHash> Hashes(DataFolder folder) =>
        KeyRing.Read(folder).IngestKeys.Select(key => TokenHash.FindParsed(key.Sha256)).OfType<TokenHash>();

    private static partial class Log
    {
        [LoggerMessage(601, LogLevel.Information, "The ingest keys have changed.")]
        public static partial void KeysChanged(ILogger logger);

        [LoggerMessage(602, LogLevel.Information, "The admin token has changed.")]
        public static partial void TokenChanged(ILogger logger);
    }
}
