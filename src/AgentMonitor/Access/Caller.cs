using System.Net;

namespace AgentMonitor.Access;

/// <summary>What a request shows of who sends it.</summary>
/// <param name="Bearer">From <c>Authorization: Bearer</c>, or from the query where that is allowed.</param>
/// <param name="ApiKey">From <c>X-Api-Key</c>; opens ingest routes only.</param>
/// <param name="Address">The other end of the connection.</param>
/// <param name="IsForwarded">A header says that the connection's other end is a proxy.</param>
/// <param name="NamesLoopback">The host asked for is localhost or a loopback address: no name that somebody else resolves.</param>
/// <param name="IsCrossSite">A browser says that another site's page sends it.</param>
public readonly record struct Caller(
    string? Bearer, string? ApiKey, IPAddress? Address, bool IsForwarded, bool NamesLoopback, bool IsCrossSite);
