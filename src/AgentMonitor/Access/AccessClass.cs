namespace AgentMonitor.Access;

/// <summary>Who may call a route. Every route declares one.</summary>
public enum AccessClass
{
    /// <summary>Anyone.</summary>
    Public,

    /// <summary>Agents: an ingest key, or the admin token.</summary>
    Ingest,

    /// <summary>Admins: the admin token.</summary>
    Admin,
}
