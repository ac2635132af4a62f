namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SignalROutputAttribute : Attribute
{
    public string? HubName { get; set; }

    public string? ConnectionStringSetting { get; set; }
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SignalRConnectionInfoInputAttribute : Attribute
{
    public string? HubName { get; set; }

    public string? ConnectionStringSetting { get; set; }
}

public sealed class SignalRConnectionInfo
{
    public string? Url { get; set; }

    public string? AccessToken { get; set; }
}

public sealed class SignalRMessageAction(string target, object[]? arguments)
{
    public string Target { get; } = target;

    public object[]? Arguments { get; set; } = arguments;
}
