using System.Text;
using System.Text.Json;
using Xunit;

namespace AgentMonitor.Tests.Assumptions;

/// <summary>Why the intake does not trust the framework's reader alone.</summary>
public sealed class Json_that_the_framework_lets_pass
{
    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    public void A_lone_surrogate_parses_and_throws_only_when_it_is_read(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<InvalidOperationException>(document.RootElement.GetString);
    }

    [Fact]
    public void Bad_utf8_parses_and_throws_only_when_it_is_read()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', 0xFF, (byte)'"' });

        Assert.Throws<InvalidOperationException>(document.RootElement.GetString);
    }

    [Fact]
    public void A_number_beyond_a_double_reads_as_infinity()
    {
        using var document = JsonDocument.Parse("1e999");

        Assert.Equal(double.PositiveInfinity, document.RootElement.GetDouble());
    }

    [Fact]
    public void A_name_given_twice_is_accepted_and_the_last_one_wins()
    {
        using var document = JsonDocument.Parse("""{"status":"failure","status":"success"}""");

        Assert.Equal("success", document.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public void An_escaped_nul_is_an_ordinary_character()
    {
        using var document = JsonDocument.Parse("\"a\\u0000b\"");

        Assert.Equal(3, document.RootElement.GetString()!.Length);
    }

    [Fact]
    public void Reading_broken_json_by_hand_throws()
    {
        Assert.ThrowsAny<JsonException>(() =>
        {
            var reader = new Utf8JsonReader("{\"a\":"u8);
            while (reader.Read())
            {
            }
        });
    }

    [Fact]
    public void A_byte_order_mark_is_no_json()
    {
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(Encoding.UTF8.GetBytes("\uFEFF{}")));
    }
}
