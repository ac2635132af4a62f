namespace AgentMonitor.Alerts;

/// <summary>How what an alert is about is written down.</summary>
public static class AlertSubject
{
    public static string Agent(string name) => "agent:" + name;

    public static string Budget(string id) => "budget:" + id;

    public static string Metric(string name) => "metric:" + name;
}
