using System.Reflection;
using AgentMonitor.Functions.Tests.Settings;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace AgentMonitor.Functions.Tests.Declared;

public sealed class TriggerTests
{
    [Fact]
    public void Every_function_has_a_name_of_its_own_and_one_trigger()
    {
        Assert.Distinct(DeclaredFunction.All.Select(function => function.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(DeclaredFunction.All, function =>
        {
            Assert.Matches("^[a-z][a-z_]*$", function.Name);
            Assert.Single(new object?[] { function.Http, function.Cosmos, function.Timer }, trigger => trigger is not null);
        });
    }

    // The worker finds public methods of public classes without looking at each by reflection.
    [Fact]
    public void Every_function_can_be_called_without_reflection() =>
        Assert.All(DeclaredFunction.All, function => Assert.True(function.Method.DeclaringType!.IsPublic && function.Method.IsPublic));

    [Fact]
    public void The_projection_reads_the_executions_from_the_beginning_and_never_gives_a_page_up()
    {
        var projection = DeclaredFunction.Get("project_executions");

        var trigger = projection.Cosmos!;
        Assert.Equal("%CosmosDatabase%", trigger.DatabaseName);
        Assert.Equal("%CosmosExecutions%", trigger.ContainerName);
        Assert.Equal("%CosmosLeases%", trigger.LeaseContainerName);
        Assert.Equal("%CosmosLeasePrefix%", trigger.LeaseContainerPrefix);
        Assert.Equal("CosmosDb", trigger.Connection);
        Assert.True(trigger.StartFromBeginning);
        Assert.Equal(200, trigger.FeedPollDelay);
        Assert.Equal((-1, "00:00:01", "00:05:00"),
            (projection.Retry!.MaxRetryCount, projection.Retry.MinimumInterval, projection.Retry.MaximumInterval));
        Assert.Null(projection.Output);
        Assert.Equal(typeof(string), projection.Method.GetParameters()[0].ParameterType);
    }

    [Fact]
    public void The_broadcast_reads_the_rollups_with_leases_of_its_own_and_without_retries()
    {
        var broadcast = DeclaredFunction.Get("broadcast_changes");

        var trigger = broadcast.Cosmos!;
        Assert.Equal("%CosmosRollups%", trigger.ContainerName);
        Assert.Equal("%CosmosLeases%", trigger.LeaseContainerName);
        Assert.Equal("live-", trigger.LeaseContainerPrefix);
        Assert.Equal(200, trigger.FeedPollDelay);
        Assert.False(trigger.StartFromBeginning);
        Assert.Null(broadcast.Retry);
        Assert.Equal(("agentmonitor", "AzureSignalRConnectionString"), (broadcast.Output!.HubName, broadcast.Output.ConnectionStringSetting));
    }

    [Fact]
    public void No_two_triggers_share_the_leases_of_each_other()
    {
        var prefixes = DeclaredFunction.All.Where(function => function.Cosmos is not null)
            .Select(function => SampleSettings.Resolve(function.Cosmos!.LeaseContainerPrefix!)).ToList();

        Assert.All(prefixes, prefix => Assert.NotEmpty(prefix));
        Assert.All(prefixes, prefix => Assert.Single(prefixes, other => other.StartsWith(prefix, StringComparison.Ordinal)));
    }

    // Making it is a matter of the control plane: the template makes it, and locally the adapter does.
    [Fact]
    public void No_trigger_makes_the_lease_container() =>
        Assert.All(Cosmos(), trigger => Assert.False(trigger.CreateLeaseContainerIfNotExists));

    [Fact]
    public void Browsers_are_sent_to_the_hub_that_the_broadcast_sends_to()
    {
        var negotiate = DeclaredFunction.Get("negotiate").ConnectionInfo!;
        var broadcast = DeclaredFunction.Get("broadcast_changes").Output!;

        Assert.Equal((broadcast.HubName, broadcast.ConnectionStringSetting), (negotiate.HubName, negotiate.ConnectionStringSetting));
    }

    [Theory]
    [InlineData("sweep_deadlines", "*/10 * * * * *")]
    [InlineData("carry_out_repricings", "*/10 * * * * *")]
    [InlineData("watch_alerts", "3/15 * * * * *")]
    [InlineData("watch_budgets", "8/15 * * * * *")]
    [InlineData("reconcile_closed_days", "%ReconcileSchedule%")]
    public void Timers_come_round_as_promised(string name, string schedule) =>
        Assert.Equal(schedule, DeclaredFunction.Get(name).Timer!.Schedule);

    [Fact]
    public void Every_setting_that_an_attribute_names_is_in_the_sample()
    {
        var named = AttributeTexts().SelectMany(SampleSettings.NamesIn)
            .Concat(Cosmos().Select(trigger => trigger.Connection!))
            .Append(DeclaredFunction.Get("broadcast_changes").Output!.ConnectionStringSetting!)
            .Distinct().ToList();

        Assert.True(named.Count >= 7);
        Assert.All(named, name => Assert.NotEqual("", SampleSettings.Values[name]));
    }

    private static IEnumerable<CosmosDBTriggerAttribute> Cosmos() =>
        DeclaredFunction.All.Select(function => function.Cosmos).OfType<CosmosDBTriggerAttribute>();

    private static IEnumerable<string> AttributeTexts() =>
        from function in DeclaredFunction.All
        from attribute in function.Method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes())
            .Concat(function.Method.GetCustomAttributes())
        where attribute.GetType().Namespace == typeof(FunctionAttribute).Namespace
        from property in attribute.GetType().GetProperties()
        where property.PropertyType == typeof(string)
        let text = (string?)property.GetValue(attribute)
        where text is not null
        select text;
}
