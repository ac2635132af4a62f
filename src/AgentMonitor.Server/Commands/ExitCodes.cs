namespace AgentMonitor.Server.Commands;

/// <summary>What a command ends with.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It could not be done, or not all of it; a sentence on standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;
}
