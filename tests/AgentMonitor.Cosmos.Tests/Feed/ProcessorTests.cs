using System.Text.Json;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Feed;

/// <summary>The SDK's own change feed processor, as the Functions trigger runs it, on several instances.</summary>
public sealed class ProcessorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Three_instances_and_a_split_project_everything_once()
    {
        var gateway = new GatewayDouble { Ranges = 3 };
        var options = new CosmosOptions { ConnectionString = GatewayDouble.ConnectionString, Shards = 16 };
        var stores = new List<OpenedCosmos>();
        var processors = new List<ChangeFeedProcessor>();
        for (var instance = 0; instance < 3; instance++)
        {
            stores.Add(await OpenedCosmos.OpenAsync(gateway, options, TimeProvider.System));
            processors.Add(Processor(stores[instance], $"instance{instance}"));
            await processors[instance].StartAsync();
        }

        var sent = Traffic.Make(new Random(7), 200).ToList();
        foreach (var (index, execution) in sent.Index())
        {
            await stores[0].Log.AppendAsync([execution], CancellationToken.None);
            if (index == sent.Count / 2)
            {
                gateway.Split("executions", gateway.Container("executions").Ranges[0].Id);
            }

            if (index == sent.Count * 2 / 3)
            {
                await processors[2].StopAsync();
            }
        }

        await UntilProjectedAsync(gateway, stores[0]);
        await Task.WhenAll(processors[..2].Select(processor => processor.StopAsync()));

        await TotalsAssert.EqualWhatWasSentAsync(stores[0], sent, "processors");
        Assert.Empty(gateway.Refused);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private static ChangeFeedProcessor Processor(OpenedCosmos store, string name)
    {
        var projector = new Projector(store.Rollups, new NoLiveUpdates());
        var oneAtATime = new SemaphoreSlim(1);
        return store.Container("executions")
            .GetChangeFeedProcessorBuilder("projection", (_, changes, cancellationToken) => ProjectAsync(changes, cancellationToken))
            .WithInstanceName(name)
            .WithLeaseContainer(store.Container("leases"))
            .WithLeaseConfiguration(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(500))
            .WithPollInterval(TimeSpan.FromMilliseconds(20))
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .WithMaxItems(25)
            .Build();

        async Task ProjectAsync(Stream changes, CancellationToken cancellationToken)
        {
            using var document = await JsonDocument.ParseAsync(changes, default, cancellationToken);
            var page = new CosmosFeedReader().Read(document.RootElement.GetProperty("Documents").EnumerateArray());
            await oneAtATime.WaitAsync(cancellationToken);
            try
            {
                await projector.ProjectAsync(page, cancellationToken);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
    }

    private static async Task UntilProjectedAsync(GatewayDouble gateway, OpenedCosmos store)
    {
        var end = new FeedMark();
        foreach (var item in gateway.Container("executions").Items)
        {
            end.Raise(item.Body["shard"]!.GetValue<int>(), item.Lsn);
        }

        using var patience = new CancellationTokenSource(Patience);
        while (!(await ((Views.CosmosProgress)store.Store.Position).ReadAsync(patience.Token)).Covers(end))
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
