using System.Globalization;
using System.Text;
using AgentMonitor.Ingest.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00e7", "0")]
    [InlineData("1500", "15e2")]
    [InlineData("1.5E+3", "15e2")]
    [InlineData("0.00120", "12e-4")]
    [InlineData("-10.50", "-105e-1")]
    [InlineData("123456789012345678901234567890", "12345678901234567890123456789e1")]
    public void A_number_has_one_spelling(string text, string canonical)
    {
        var target = new byte[JsonNumber.MaxLength(text.Length)];

        var length = new JsonNumber(Sent.Bytes(text)).WriteTo(target);

        Assert.Equal(canonical, Encoding.UTF8.GetString(target, 0, length));
    }

    [Theory]
    [InlineData("0.5", 0)]
    [InlineData("1.5", 2)]
    [InlineData("2.5", 2)]
    [InlineData("2.50000001", 3)]
    [InlineData("0.4999", 0)]
    [InlineData("0.04", 0)]
    [InlineData("1e-400", 0)]
    public void Scaling_rounds_half_to_even(string text, long expected)
    {
        Assert.True(new JsonNumber(Sent.Bytes(text)).TryScale(0, 100, out var value, out var isExact));
        Assert.Equal(expected, value);
        Assert.False(isExact);
    }

    [Fact]
    public void Scaling_agrees_with_decimal_arithmetic()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<byte>(), (digits, scale) =>
        {
            var number = new decimal(Math.Abs(digits % 1_000_000_000_000)) / (decimal)Math.Pow(10, scale % 13);
            var text = number.ToString(CultureInfo.InvariantCulture);
            var expected = Math.Round(number * 1000, MidpointRounding.ToEven);

            var fits = new JsonNumber(Sent.Bytes(text)).TryScale(3, 1_000_000_000, out var value, out _);
            return (fits == expected <= 1_000_000_000 && (!fits || value == expected)).Label(text);
        }).QuickCheckThrowOnFailure();
    }
}
