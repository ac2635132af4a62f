using AgentMonitor.Http.Tests.Api;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class DamagedTotalsTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("/api/admin/metrics?hours=24")]
    [InlineData("/api/admin/errors")]
    [InlineData("/api/admin/user-activity/u2")]
    public async Task Damaged_totals_are_said_to_be_damaged_until_a_recount_has_mended_them(string path)
    {
        await _api.PostAsync("/api/executions", Records.Failure("a")).StatusAsync();
        await _api.ProjectAsync();
        var disk = (IDamageable)_api.Store.Rollups;
        for (var which = 0; which < disk.Count; which++)
        {
            disk.Damage(which, DamageKind.Overwritten);
        }

        var refused = _api.GetAsync(path);
        Assert.Equal("totals-damaged", (await refused.ProblemAsync(503)).Slug());
        Assert.NotNull((await refused).Headers.RetryAfter);

        Assert.Equal(200, await _api.PostAsync("/api/admin/reconcile?repair=true", token: TestApi.AdminToken).StatusAsync());
        Assert.Equal(200, await _api.GetAsync(path).StatusAsync());
    }
}
