using System.Net;
using AgentMonitor.Functions.Api;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AgentMonitor.Functions.Tests.Api;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("10.0.0.4", "203.0.113.7:51023", "203.0.113.7")]
    [InlineData("169.254.130.1", "8.8.8.8, 203.0.113.7:51023", "203.0.113.7")]
    [InlineData("127.0.0.1", "[2001:db8::5]:443", "2001:db8::5")]
    [InlineData("172.16.0.1", "2001:db8::5", "2001:db8::5")]
    public void Behind_the_front_end_the_caller_is_the_last_entry_and_no_earlier_one(string seen, string forwarded, string caller) =>
        Assert.Equal(IPAddress.Parse(caller), AddressOf(seen, forwarded));

    [Theory]
    [InlineData("203.0.113.7", "198.51.100.1")]
    [InlineData("172.32.0.1", "198.51.100.1")]
    [InlineData("10.0.0.4", null)]
    [InlineData("10.0.0.4", "nonsense")]
    [InlineData("::1", "")]
    public void Where_nobody_stands_between_the_address_stays(string seen, string? forwarded) =>
        Assert.Equal(IPAddress.Parse(seen), AddressOf(seen, forwarded));

    private static IPAddress? AddressOf(string seen, string? forwarded)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(seen);
        context.Request.Headers["X-Forwarded-For"] = forwarded;
        return CallerAddress.Of(context);
    }
}
