using AgentMonitor.Executions;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Live;
using AgentMonitor.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AgentMonitor.Functions.Tests.Live;

public sealed class StreamFeederTests
{
    public static TheoryData<Exception> Faults => new()
    {
        new StoreUnavailableException(StoreFault.Unavailable, "The store is away.", TimeSpan.FromSeconds(1)),
        new InvalidDataException("A document holds no execution."),
    };

    // What a background service lets out ends the process, and all that is taken in with it.
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_goes_wrong_with_one_look_the_next_one_shows_the_numbers(Exception fault)
    {
        var lists = new FailingOnceLists { Fault = fault };
        await using var app = TestApp.Start(configure: services => services.Replace(ServiceDescriptor.Singleton<IExecutionLists>(lists)));
        lists.Store = app.Store;
        using var subscription = app.Services.GetRequiredService<ILiveFrames>().Subscribe();
        using var feeder = app.Services.GetServices<IHostedService>().OfType<StreamFeeder>().Single();
        await feeder.StartAsync(CancellationToken.None);
        await app.Store.AppendAsync([Some.Execution("a", endedAt: Some.Noon)], CancellationToken.None);
        await app.ProjectAsync();

        await Eventually.TrueAsync(() =>
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return subscription.Frames.TryRead(out _) || feeder.ExecuteTask!.IsCompleted;
        });

        Assert.True(lists.Failed);
        Assert.False(feeder.ExecuteTask!.IsCompleted);
        await feeder.StopAsync(CancellationToken.None);
    }
}
