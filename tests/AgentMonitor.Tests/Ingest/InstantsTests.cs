using System.Globalization;
using AgentMonitor.Ingest;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-10-20T10:00:00Z", "2026-10-20T10:00:00.0000000Z")]
    [InlineData("2026-10-20t10:00:00.5z", "2026-10-20T10:00:00.5000000Z")]
    [InlineData("2026-10-20T10:00:00.123456", "2026-10-20T10:00:00.1234560Z")]
    [InlineData("2026-10-20 10:00:00", "2026-10-20T10:00:00.0000000Z")]
    [InlineData("2026-10-20T12:30:00+02:30", "2026-10-20T10:00:00.0000000Z")]
    [InlineData("2026-10-20T05:00:00-0500", "2026-10-20T10:00:00.0000000Z")]
    [InlineData("2026-10-20T10:00:00.123456789Z", "2026-10-20T10:00:00.1234567Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("2024-02-29T00:00:00", "2024-02-29T00:00:00.0000000Z")]
    public void What_agents_write_is_read(string text, string expected)
    {
        Assert.True(Instants.TryRead(Sent.Bytes(text), out var instant));
        Assert.Equal(expected, instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-10-20")]
    [InlineData("2026-13-20T10:00:00Z")]
    [InlineData("2026-02-29T10:00:00Z")]
    [InlineData("2026-10-20T24:00:00Z")]
    [InlineData("2026-10-20T10:00:60Z")]
    [InlineData("2026-10-20T10:00:00.Z")]
    [InlineData("2026-10-20T10:00:00+2")]
    [InlineData("2026-10-20T10:00:00 UTC")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("+026-10-20T10:00:00Z")]
    public void What_is_no_instant_is_refused(string text)
    {
        Assert.False(Instants.TryRead(Sent.Bytes(text), out _));
    }

    [Fact]
    public void Every_instant_round_trips()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), time =>
        {
            var instant = new DateTimeOffset(time.Ticks, TimeSpan.Zero);
            var written = new byte[Instants.WrittenLength];
            Instants.Write(instant, written);
            return Instants.TryRead(written, out var read) && read == instant;
        }).QuickCheckThrowOnFailure();
    }
}
