using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Tests.Gateway;
using AgentMonitor.Executions;
using AgentMonitor.Costs;
using AgentMonitor.TestKit;
using Azure;
using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentMonitor.Cosmos.Tests.Faults;

/// <summary>The SDK lets out what the credential throws: an outage of the identity is one of the store.</summary>
public sealed class IdentityTests : IDisposable
{
    private static readonly CosmosOptions Options = new() { AccountEndpoint = "https://double.test:443/", Shards = 4, Gateway = true };

    private readonly GatewayDouble _gateway = new();

    public static TheoryData<Exception> Outages => new()
    {
        new AuthenticationFailedException("ManagedIdentityCredential authentication failed: secret-detail"),
        new CredentialUnavailableException("No managed identity endpoint found: secret-detail"),
        new RequestFailedException(500, "The identity service answers secret-detail"),
        new RequestFailedException(0, "A connection was refused: secret-detail"),
        new AggregateException(new AuthenticationFailedException("secret-detail")),
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_store_that_gets_no_token_while_it_opens_is_unavailable_and_says_whose_fault_it_is(Exception outage)
    {
        using var store = Store(new SwitchedCredential { Outage = outage });

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(CancellationToken.None));

        AssertTellsOfTheIdentity(fault);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_write_that_gets_no_token_is_a_fault_with_a_time_to_come_back(Exception outage)
    {
        var credential = new SwitchedCredential { Lifetime = TimeSpan.FromSeconds(1) };
        using var store = Store(credential);
        await store.OpenAsync(CancellationToken.None);

        await credential.FailAsync(outage);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        AssertTellsOfTheIdentity(fault);
    }

    [Fact]
    public async Task The_lag_of_the_feed_is_unavailable_without_a_token_too()
    {
        var credential = new SwitchedCredential { Lifetime = TimeSpan.FromSeconds(1) };
        using var store = Store(credential);
        await store.OpenAsync(CancellationToken.None);

        await credential.FailAsync(new CredentialUnavailableException("secret-detail"));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.Position.CountPendingAsync(CancellationToken.None));

        AssertTellsOfTheIdentity(fault);
    }

    [Fact]
    public void Several_failures_of_which_one_is_our_own_mistake_stay_what_they_are()
    {
        var mixed = new AggregateException(new AuthenticationFailedException("outage"), new InvalidOperationException("mistake"));

        Assert.False(CosmosFaults.TryTranslate(mixed, CancellationToken.None, out _));
    }

    public void Dispose() => _gateway.Dispose();

    private static void AssertTellsOfTheIdentity(StoreUnavailableException fault)
    {
        Assert.Equal(StoreFault.Unavailable, fault.Fault);
        Assert.True(fault.RetryAfter > TimeSpan.Zero);
        Assert.Contains("identity", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-detail", fault.Message, StringComparison.Ordinal);
    }

    private CosmosStore Store(TokenCredential credential) => new(
        Options, PriceTable.Empty, OpenedCosmos.Ages, new ManualClock(Some.Noon), NullLoggerFactory.Instance,
        CosmosClients.Create(
            Options, settings => settings.HttpClientFactory = () => new HttpClient(_gateway, disposeHandler: false), credential));

    private sealed class SwitchedCredential : TokenCredential
    {
        private DateTimeOffset _expiresAt;

        public Exception? Outage { get; set; }

        public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Outage is { } outage)
            {
                throw outage;
            }

            _expiresAt = DateTimeOffset.UtcNow + Lifetime;
            return new AccessToken("token", _expiresAt);
        }

        // The SDK refuses a token that is no longer good when it gets it, and keeps a good one for as long as it lives.
        public async Task FailAsync(Exception outage)
        {
            Outage = outage;
            while (DateTimeOffset.UtcNow <= _expiresAt)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
