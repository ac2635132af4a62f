namespace AgentMonitor.State;

/// <summary>The kinds of documents there are. They are in stores: a name is never changed and never used for another thing.</summary>
public static class StateKinds
{
    /// <summary>Alert rules, and how each alert stands.</summary>
    public const string Alerts = "alerts";

    /// <summary>Alerts that are over.</summary>
    public const string AlertHistory = "alert-history";

    /// <summary>What the webhook has still to deliver, and what came of its last delivery.</summary>
    public const string Webhook = "webhook";

    public const string Budgets = "budgets";

    public const string Prices = "prices";

    public const string Repricings = "repricings";

    /// <summary>The report of the last recount.</summary>
    public const string Recounts = "recounts";

    /// <summary>When the server was up.</summary>
    public const string Uptime = "uptime";

    /// <summary>The API's own calls by hour.</summary>
    public const string ApiHours = "api-hours";

    /// <summary>Where admins have put escalations.</summary>
    public const string Escalations = "escalations";

    /// <summary>Users who are forgotten, by a keyed hash, and how far each is.</summary>
    public const string Erased = "erased";

    /// <summary>Keyed hashes of erased executions, many to a document.</summary>
    public const string ErasedExecutions = "erased-executions";

    /// <summary>Made once for an installation, such as the key that addresses are hashed with.</summary>
    public const string Settings = "settings";
}
