using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AgentMonitor.Server.Tests.Fuzz;

/// <summary>A body with what it is declared to be.</summary>
internal sealed record FuzzedBody(byte[] Bytes, string MediaType, string? Encoding, string Path);

/// <summary>Bodies that were good until something happened to them, each holding <see cref="Canary"/>.</summary>
internal sealed class FuzzedBodies(Random random)
{
    public const string Canary = "canary7f3a91";

    private static readonly string[] Nasty =
    [
        "\\ud800", "\\u0000", "\\udc00\\ud800", "\\", "\"", "\0", "\uFEFF", "1e999", "-1e999", "1e-999999999999", "1e9223372036854775807",
        "99999999999999999999999999999999", "9223372036854775808", "-1", "-0", "NaN", "Infinity", "0.0000000000000000000000001", "{", "}", "[", "]",
        ",", ":", "null", "true", "\n", "\r\n", "\"status\":\"success\",", "\"agent_name\":\"b\",", "\"status\":\"running\",",
        "\"usage\":{\"input_tokens\":1,\"input_tokens\":2},", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "e\u0301", "\u202e", "\ud83d\ude00",
        "🏴\u200d☠️", "${jndi:ldap://x}", "'; DROP TABLE chunks; --", "<script>", "../../admin-token", "%00", "{0}",
    ];

    private static readonly string[] Tokens =
        ["null", "true", "[]", "{}", "\"\"", "-1", "1.5", "1e999", "1e308", "9223372036854775808", "\"\\ud800\"", "\"\\u0000\"", "\"x\"", "[[[[]]]]"];

    private int _made;

    public FuzzedBody Next()
    {
        var text = random.Next(6) switch
        {
            0 => $"[{Record()},{Record()},{Record()}]",
            1 => $"{Record()}\n{Record()}\n",
            _ => Record(),
        };
        var bytes = random.Next(40) switch
        {
            0 => Huge(),
            1 => Deep(),
            _ => Mutated(text),
        };
        var (packed, encoding) = Packed(bytes);
        return new FuzzedBody(packed, MediaType(), encoding, Path());
    }

    /// <summary>Little to send, far more than is taken once it is unpacked.</summary>
    public static FuzzedBody Bomb()
    {
        var record = Encoding.UTF8.GetBytes($"{{\"agent_name\":\"{Canary}\",\"status\":\"success\",\"input_data\":\"");
        return new FuzzedBody(Gzip([.. record, .. new byte[64 << 20]]), "application/json", "gzip", "/api/executions");
    }

    public string Record() =>
        $$"""
        {"execution_id":"{{Canary}}-{{_made++}}","agent_name":"agent {{Canary}}","user_id":"{{Canary}}","session_id":"s{{random.Next(9)}}","status":"failure",
        "ended_at":"{{DateTimeOffset.UtcNow.AddMinutes(-random.Next(600)).ToString("O", CultureInfo.InvariantCulture)}}","execution_time_ms":{{random.Next(90_000)}},
        "ttft_ms":12,"model_used":"gpt-4o","usage":{"input_tokens":{{random.Next(3000)}},"cache_read_tokens":0,"output_tokens":{{random.Next(900)}}},
        "cost_usd":0.0125,"input_data":{"message":"{{Canary}}","n":[1,2.50,null]},"error_message":"{{Canary}} failed","escalation":{"state":"pending"},
        "tags":["{{Canary}}"],"attributes":{"{{Canary}}":{"a":[{"b":1}]} } }
        """.ReplaceLineEndings("");

    private byte[] Mutated(string text)
    {
        var body = Encoding.UTF8.GetBytes(text).ToList();
        for (var mutations = random.Next(0, 3); mutations > 0; mutations--)
        {
            Mutate(body);
        }

        return [.. body];
    }

    private void Mutate(List<byte> body)
    {
        var at = random.Next(body.Count);
        var length = Math.Min(random.Next(1, 60), body.Count - at);
        switch (random.Next(8))
        {
            case 0:
                body[at] = (byte)random.Next(256);
                break;
            case 1:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                body.RemoveRange(at, Math.Min(length, body.Count - 1));
                break;
            case 3:
                body.RemoveRange(at, Math.Min(body.Count - at, body.Count - 1));
                break;
            case 4:
                body.InsertRange(at, body.GetRange(at, length));
                break;
            case 5:
                body.InsertRange(at, Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]));
                break;
            default:
                ReplaceValue(body, at);
                break;
        }
    }

    // Leaves JSON that can be read more often than the others do, and so gets further.
    private void ReplaceValue(List<byte> body, int from)
    {
        var colon = body.FindIndex(from, value => value == (byte)':');
        var end = colon < 0 ? -1 : body.FindIndex(colon, value => value is (byte)',' or (byte)'}');
        if (end > colon)
        {
            body.RemoveRange(colon + 1, end - colon - 1);
            body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
        }
    }

    private byte[] Huge() =>
        Encoding.UTF8.GetBytes(Record().Replace("failed", new string('x', random.Next(1, 1200) * 1024), StringComparison.Ordinal));

    private byte[] Deep()
    {
        var depth = random.Next(1, 5000);
        return Encoding.UTF8.GetBytes(Record().Replace("[1,2.50,null]", new string('[', depth) + new string(']', depth), StringComparison.Ordinal));
    }

    private (byte[] Bytes, string? Encoding) Packed(byte[] bytes)
    {
        switch (random.Next(16))
        {
            case 0:
                return (Gzip(bytes), "gzip");
            case 1:
                var cut = Gzip(bytes);
                return (cut[..random.Next(cut.Length)], "gzip");
            case 2:
                var broken = Gzip(bytes);
                broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
                return (broken, "gzip");
            case 3:
                return (bytes, new[] { "gzip", "br", "deflate", "zstd", "gzip, gzip" }[random.Next(5)]);
            default:
                return (bytes, null);
        }
    }

    private string MediaType() => random.Next(40) switch
    {
        0 => "text/plain",
        1 => "application/json; charset=utf-16",
        < 8 => "application/x-ndjson",
        _ => "application/json",
    };

    private string Path() => random.Next(12) switch
    {
        0 => $"/api/executions/{Canary}-{random.Next(100)}/complete",
        1 => "/api/executions/%F0%9F%0A/complete",
        _ => "/api/executions",
    };

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
