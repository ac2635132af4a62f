using System.Reflection;
using System.Runtime.ExceptionServices;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.Users;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>The ports that answer admins, over a store that a test takes away and gives back.</summary>
public sealed class AwayStore
{
    public bool IsAway { get; set; }

    public void Configure(IServiceCollection services)
    {
        Wrap<IExecutionLists>(services);
        Wrap<IRunningExecutions>(services);
        Wrap<IDeadLetters>(services);
        Wrap<IRollupStore>(services);
        Wrap<IStateStore>(services);
        Wrap<IUsers>(services);
        Wrap<ISessions>(services);
        Wrap<IEscalations>(services);
        Wrap<IUserDays>(services);
    }

    private void Wrap<T>(IServiceCollection services)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var port = DispatchProxy.Create<T, Port>();
            ((Port)(object)port).Of(this, real.ImplementationInstance ?? real.ImplementationFactory!(provider));
            return port;
        });
    }

    /// <summary>One port: its calls go through, or fail as those of a store that cannot be reached.</summary>
    public class Port : DispatchProxy
    {
        private AwayStore _store = null!;

        private object _real = null!;

        internal void Of(AwayStore store, object real) => (_store, _real) = (store, real);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_store.IsAway)
            {
                throw new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1));
            }

            try
            {
                return targetMethod!.Invoke(_real, args);
            }
            catch (TargetInvocationException exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerException!);
                throw;
            }
        }
    }
}
