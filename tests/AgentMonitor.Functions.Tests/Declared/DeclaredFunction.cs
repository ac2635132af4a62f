using System.Reflection;
using AgentMonitor.Functions.Api;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Tests.Declared;

/// <summary>A function of the app as its attributes declare it.</summary>
internal sealed record DeclaredFunction(string Name, MethodInfo Method)
{
    public static IReadOnlyList<DeclaredFunction> All { get; } =
    [
        .. from type in typeof(RouteRunner).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select new DeclaredFunction(function.Name, method),
    ];

    public static DeclaredFunction Get(string name) => All.Single(function => function.Name == name);

    public HttpTriggerAttribute? Http => Trigger<HttpTriggerAttribute>();

    public CosmosDBTriggerAttribute? Cosmos => Trigger<CosmosDBTriggerAttribute>();

    public TimerTriggerAttribute? Timer => Trigger<TimerTriggerAttribute>();

    public ExponentialBackoffRetryAttribute? Retry => Method.GetCustomAttribute<ExponentialBackoffRetryAttribute>();

    public SignalROutputAttribute? Output => Method.GetCustomAttribute<SignalROutputAttribute>();

    public SignalRConnectionInfoInputAttribute? ConnectionInfo => Trigger<SignalRConnectionInfoInputAttribute>();

    public override string ToString() => Name;

    private TAttribute? Trigger<TAttribute>()
        where TAttribute : Attribute =>
        Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TAttribute>()).SingleOrDefault(found => found is not null);
}
