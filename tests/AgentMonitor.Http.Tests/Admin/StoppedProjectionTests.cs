using AgentMonitor.Executions;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Projection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class StoppedProjectionTests
{
    [Fact]
    public async Task A_recount_that_would_wait_for_ever_says_that_the_projection_has_stopped_and_why()
    {
        await using var api = await TestApi.StartAsync(configure: services => services.AddSingleton<IProjectedPosition, StoppedPosition>());

        var problem = await api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken).ProblemAsync(503);

        Assert.Equal("projection-stopped", problem.Slug());
        Assert.StartsWith("The projection has stopped: A file is damaged.", (string?)problem["detail"], StringComparison.Ordinal);
        await api.GetAsync("/api/admin/reconcile").JsonAsync(OK);
    }

    private sealed class StoppedPosition : IProjectedPosition
    {
        public FeedMark End => FeedMark.Of(0, 1);

        public ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken) =>
            throw Standstill.Of("A file is damaged.");

        public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) => new(false);

        public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) => new(1L);
    }
}
