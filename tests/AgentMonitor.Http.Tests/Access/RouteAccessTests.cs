using AgentMonitor.Access;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Tests.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Access;

public sealed class RouteAccessTests
{
    // Who may call what, said a second time on purpose: a route that is added or opened up has to be added here too.
    private static readonly Dictionary<string, AccessClass> Declared = new()
    {
        ["post_executions"] = AccessClass.Ingest,
        ["complete_execution"] = AccessClass.Ingest,
        ["heartbeat_execution"] = AccessClass.Ingest,
        ["list_executions"] = AccessClass.Admin,
        ["forget_user"] = AccessClass.Admin,
        ["get_execution"] = AccessClass.Admin,
        ["export_executions"] = AccessClass.Admin,
        ["get_metrics"] = AccessClass.Admin,
        ["list_agents"] = AccessClass.Admin,
        ["list_errors"] = AccessClass.Admin,
        ["get_overview"] = AccessClass.Admin,
        ["get_timeline"] = AccessClass.Admin,
        ["get_heatmap"] = AccessClass.Admin,
        ["list_top_users"] = AccessClass.Admin,
        ["get_outcomes"] = AccessClass.Admin,
        ["get_agent"] = AccessClass.Admin,
        ["get_user_activity"] = AccessClass.Admin,
        ["list_sessions"] = AccessClass.Admin,
        ["get_session"] = AccessClass.Admin,
        ["list_users"] = AccessClass.Admin,
        ["list_escalations"] = AccessClass.Admin,
        ["move_escalation"] = AccessClass.Admin,
        ["list_dead_letters"] = AccessClass.Admin,
        ["requeue_dead_letter"] = AccessClass.Admin,
        ["get_reconcile"] = AccessClass.Admin,
        ["run_reconcile"] = AccessClass.Admin,
        ["list_alerts"] = AccessClass.Admin,
        ["put_alerts"] = AccessClass.Admin,
        ["list_alert_history"] = AccessClass.Admin,
        ["acknowledge_alert"] = AccessClass.Admin,
        ["test_alert"] = AccessClass.Admin,
        ["get_health"] = AccessClass.Admin,
        ["get_health_details"] = AccessClass.Admin,
        ["get_status"] = AccessClass.Admin,
        ["get_status_analytics"] = AccessClass.Admin,
        ["get_api_status"] = AccessClass.Admin,
        ["get_realtime"] = AccessClass.Admin,
        ["get_realtime_metrics"] = AccessClass.Admin,
        ["get_dashboard"] = AccessClass.Admin,
        ["get_prometheus"] = AccessClass.Admin,
        ["negotiate"] = AccessClass.Admin,
        ["get_costs"] = AccessClass.Admin,
        ["list_budgets"] = AccessClass.Admin,
        ["put_budgets"] = AccessClass.Admin,
        ["check_budgets"] = AccessClass.Ingest,
        ["list_prices"] = AccessClass.Admin,
        ["put_prices"] = AccessClass.Admin,
        ["reprice"] = AccessClass.Admin,
        ["get_settings"] = AccessClass.Admin,
        ["stream"] = AccessClass.Admin,
        ["get_live"] = AccessClass.Public,
        ["get_ready"] = AccessClass.Public,
        ["get_openapi"] = AccessClass.Public,
        ["home"] = AccessClass.Public,
        ["page"] = AccessClass.Public,
    };

    // none, wrong, ingest key, revoked key, admin, previous admin
    private static readonly Dictionary<AccessClass, int[]> Refusals = new()
    {
        [AccessClass.Public] = [0, 0, 0, 0, 0, 0],
        [AccessClass.Ingest] = [401, 403, 0, 403, 0, 0],
        [AccessClass.Admin] = [401, 403, 403, 403, 0, 0],
    };

    [Fact]
    public void Every_route_declares_who_may_call_it()
    {
        Assert.Equal(
            Declared.OrderBy(route => route.Key, StringComparer.Ordinal),
            Routes.All.ToDictionary(route => route.Name, route => route.Access).OrderBy(route => route.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_of_the_host_is_a_route_of_the_table()
    {
        await using var api = await TestApi.StartAsync();

        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.Equal(Routes.All.Count + 1, endpoints.Count);
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<Http.Routing.Route>()));
    }

    [Fact]
    public void No_route_begins_with_a_name_that_the_Functions_host_reserves()
    {
        Assert.All(Routes.All, route => Assert.DoesNotMatch("^/|^(admin|runtime)(/|$)", route.Pattern));
        Assert.Equal(Routes.All.Count, Routes.All.Select(route => route.Name).Distinct().Count());
    }

    [Fact]
    public async Task Every_route_answers_every_credential_as_declared()
    {
        await using var api = await TestApi.StartAsync(keys: [TestApi.Key, "ik_revoked"]);
        api.Keys.Replace([TokenHash.Of(TestApi.Key)]);
        string?[] credentials =
            [null, TestApi.WrongToken, TestApi.Key, "ik_revoked", TestApi.AdminToken, TestApi.PreviousToken];

        foreach (var route in Routes.All)
        {
            for (var index = 0; index < credentials.Length; index++)
            {
                api.Clock.Advance(TimeSpan.FromMinutes(2));
                var path = "/" + route.Pattern.Replace("{id}", "x").Replace("{user_id}", "x").Replace("{**path}", "");
                using var answer = await api.SendAsync(
                    new HttpRequestMessage(new HttpMethod(route.Method), path), credentials[index]);

                var refusal = Refusals[route.Access][index];
                var status = (int)answer.StatusCode;
                Assert.True(
                    refusal == 0 ? status is not (401 or 403 or 429 or >= 500) : status == refusal,
                    $"{route.Name} with credential {index}: {status} instead of {refusal}");
                Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.ToString() == "Bearer");
            }
        }
    }

    [Fact]
    public async Task An_ingest_key_may_come_in_its_own_header_and_the_admin_token_may_not()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal(415, await api.SendAsync(WithApiKey(HttpMethod.Post, "/api/executions", TestApi.Key)).StatusAsync());
        Assert.Equal(403, await api.SendAsync(WithApiKey(HttpMethod.Get, "/api/admin/metrics", TestApi.AdminToken)).StatusAsync());
    }

    [Theory]
    [InlineData(false, 401)]
    [InlineData(true, 200)]
    public async Task A_token_in_the_query_counts_only_where_that_is_allowed(bool allowed, int status)
    {
        await using var api = await TestApi.StartAsync(new HttpApiOptions { AllowQueryToken = allowed });

        Assert.Equal(status, await api.GetAsync("/api/admin/metrics?admin_token=" + TestApi.AdminToken, null).StatusAsync());
    }

    [Fact]
    public async Task Without_a_good_admin_token_admin_routes_say_so_and_ingest_goes_on()
    {
        await using var api = await TestApi.StartAsync(admins: AdminTokens.From("changeme"));

        var problem = await api.GetAsync("/api/admin/metrics").ProblemAsync(503);

        Assert.Contains("openssl rand", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(201, await api.PostAsync("/api/executions", Records.Success("a")).StatusAsync());
    }

    private static HttpRequestMessage WithApiKey(HttpMethod method, string path, string key) =>
        new(method, path) { Headers = { { "X-Api-Key", key } } };
}
