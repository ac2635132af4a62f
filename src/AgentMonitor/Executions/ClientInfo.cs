namespace AgentMonitor.Executions;

/// <summary>
/// Who called the agent, as its sender says. The address itself is kept nowhere: <see cref="AddressHash"/> is a keyed
/// hash of it, the same for the same address of one installation and for nobody else's.
/// </summary>
public sealed record ClientInfo(string? AddressHash, string? UserAgent);
