using AgentMonitor.Cosmos;
using AgentMonitor.Costs;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentMonitor.Functions.Tests.Hosting;

public sealed class StoreOpeningTests
{
    public static TheoryData<Exception> Faults => new()
    {
        new AuthenticationFailedException("no token"),
        new CredentialUnavailableException("no identity"),
        new InvalidOperationException("a mistake"),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_app_starts_whatever_keeps_the_store_from_opening_and_tries_again(Exception fault)
    {
        var credential = new FailingCredential(fault);
        var clock = new ManualClock(Some.Noon);
        using var store = new CosmosStore(
            new CosmosOptions(), PriceTable.Empty, RetentionAges.Default, clock, NullLoggerFactory.Instance,
            new CosmosClient("https://double.test:443/", credential, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway }));
        using var opening = new StoreOpening(store, clock, NullLogger<StoreOpening>.Instance);

        await opening.StartAsync(CancellationToken.None);
        var tries = credential.Asked;
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return credential.Asked > tries;
        });

        Assert.False(opening.ExecuteTask!.IsCompleted);
        await opening.StopAsync(CancellationToken.None);
    }

    private sealed class FailingCredential(Exception fault) : TokenCredential
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            throw fault;
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
