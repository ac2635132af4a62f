using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Escalations;

/// <summary>What waits for a person.</summary>
internal static class EscalationsRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Admin("GET", "api/admin/escalations", "list_escalations", "The executions that were handed to a person, last raised first, and how many wait.",
            EscalationListEndpoint.GetAsync, EscalationListEndpoint.Shape),
        Route.Admin("POST", "api/admin/escalations/{execution_id}", "move_escalation", "Moves an escalation to another state.",
            MoveEscalationEndpoint.PostAsync, MoveEscalationEndpoint.Shape),
    ];
}
