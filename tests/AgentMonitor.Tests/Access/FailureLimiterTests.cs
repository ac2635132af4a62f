using System.Net;
using AgentMonitor.Access;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Access;

public sealed class FailureLimiterTests
{
    private const int Remembered = 10_000;

    private readonly ManualClock _clock = new(Some.Noon);

    [Fact]
    public void A_million_sources_are_not_remembered_and_the_one_held_back_stays_so()
    {
        var limiter = new FailureLimiter(_clock);
        var guesser = IPAddress.Parse("203.0.113.9");
        Fail(limiter, guesser, 20);

        for (var network = 0; network < 1_000_000; network++)
        {
            limiter.Record(Of(network, host: 1));
        }

        Assert.InRange(limiter.Sources, 1, Remembered);
        Assert.NotNull(limiter.WaitOf(guesser));
        Assert.Null(limiter.WaitOf(IPAddress.Parse("198.51.100.4")));
    }

    [Fact]
    public void All_addresses_of_one_IPv6_network_are_one_source()
    {
        var limiter = new FailureLimiter(_clock);

        for (var host = 0; host < 12; host++)
        {
            limiter.Record(Of(network: 7, host));
        }

        Assert.Equal(1, limiter.Sources);
        Assert.NotNull(limiter.WaitOf(Of(network: 7, host: 1000)));
        Assert.Null(limiter.WaitOf(Of(network: 8, host: 1)));
    }

    [Fact]
    public void An_IPv4_address_is_itself_however_it_is_written()
    {
        var limiter = new FailureLimiter(_clock);
        Fail(limiter, IPAddress.Parse("203.0.113.9"), 12);

        Assert.NotNull(limiter.WaitOf(IPAddress.Parse("::ffff:203.0.113.9")));
        Assert.Null(limiter.WaitOf(IPAddress.Parse("::ffff:203.0.113.10")));
    }

    private static void Fail(FailureLimiter limiter, IPAddress source, int times)
    {
        for (; times > 0; times--)
        {
            limiter.Record(source);
        }
    }

    private static IPAddress Of(int network, int host)
    {
        Span<byte> bytes = [0x20, 0x01, 0x0d, 0xb8, .. BitConverter.GetBytes(network), .. BitConverter.GetBytes((long)host)];
        return new IPAddress(bytes);
    }
}
