using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AgentMonitor.Server.Tests.Fuzz;

/// <summary>
/// What agents send to other collectors, sent here by mistake: traces, events and completions of other systems, other
/// encodings of JSON and things that are none, each under its own media type or under ours.
/// </summary>
internal sealed class ForeignBodies(Random random)
{
    private const string Canary = FuzzedBodies.Canary;

    private static readonly string[] Paths =
        ["/api/executions", "/api/executions", "/api/executions", "/v1/traces", "/v1/logs", "/api/public/ingestion", "/api/executions/x/complete"];

    public FuzzedBody Next()
    {
        var (bytes, type) = Body();
        if (random.Next(5) == 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        type = random.Next(3) == 0 ? "application/json" : type;
        var path = Paths[random.Next(Paths.Length)];
        return random.Next(10) switch
        {
            0 => new FuzzedBody(Packed(bytes, stream => new GZipStream(stream, CompressionLevel.Fastest)), type, "gzip", path),
            1 => new FuzzedBody(Packed(bytes, stream => new BrotliStream(stream, CompressionLevel.Fastest)), type, "br", path),
            2 => new FuzzedBody(Packed(bytes, stream => new ZLibStream(stream, CompressionLevel.Fastest)), type, "deflate", path),
            _ => new FuzzedBody(bytes, type, null, path),
        };
    }

    /// <summary>A few KB that unpack to a gigabyte, once or twice over.</summary>
    public FuzzedBody Bomb()
    {
        var bomb = Bombs.Value[random.Next(Bombs.Value.Count)];
        return bomb with { Path = random.Next(2) == 0 ? "/api/executions" : "/api/executions/x/complete" };
    }

    private (byte[] Bytes, string Type) Body() => random.Next(16) switch
    {
        0 or 1 => Text(OtlpTrace(), "application/json"),
        2 => Text(OtlpLog(), "application/json"),
        3 => Text(Langfuse(), "application/json"),
        4 => Text(OpenAi(), "application/json"),
        5 => Text(CloudEvent(), "application/cloudevents+json"),
        6 => Text($"[{CloudEvent()},{CloudEvent()}]", "application/cloudevents-batch+json"),
        7 => Text($"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"{Canary}\">]><execution id=\"{Number()}\">&x;</execution>", "application/xml"),
        8 => (Protobuf(), "application/x-protobuf"),
        9 => (MessagePack(), "application/msgpack"),
        10 => Text($"agent_name={Canary}&status=success&tokens_used={Number()}", "application/x-www-form-urlencoded"),
        11 => Text($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Canary}\"\r\n\r\n{OpenAi()}\r\n--b--\r\n", "multipart/form-data; boundary=b"),
        12 => Text($"agent_name,status\n{Canary},success\n=cmd|' /C calc'!A0,{Number()}\n", "text/csv"),
        13 => (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(OpenAi())).ToArray(), "application/json; charset=utf-16"),
        14 => Text($"{OtlpTrace()}\n{Langfuse()}\n{OpenAi()}\n", "application/x-ndjson"),
        _ => (Noise(), "application/octet-stream"),
    };

    private string OtlpTrace() =>
        $$$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"{{{{Canary}}}}"}}]},"scopeSpans":[{"scope":{"name":"openai"},"spans":[{"traceId":"{{{{Hex(16)}}}}","spanId":"{{{{Hex(8)}}}}","name":"chat gpt-4o","kind":3,"startTimeUnixNano":"{{{{Number()}}}}","endTimeUnixNano":"{{{{Number()}}}}","attributes":[{"key":"gen_ai.usage.input_tokens","value":{"intValue":"{{{{Number()}}}}"}},{"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}}],"status":{"code":2,"message":"{{{{Canary}}}}"}}]}]}]}""";

    private string OtlpLog() =>
        $$$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"{{{{Number()}}}}","severityNumber":17,"body":{"kvlistValue":{"values":[{"key":"{{{{Canary}}}}","value":{"doubleValue":{{{{Number()}}}}.5}}]}}}]}]}]}""";

    private string Langfuse() =>
        $$$$"""{"batch":[{"id":"{{{{Hex(8)}}}}","type":"generation-create","timestamp":"2026-01-01T00:00:00Z","body":{"traceId":"{{{{Canary}}}}","model":"gpt-4o","usage":{"input":{{{{Number()}}}},"output":12,"unit":"TOKENS"},"status":"success","agent_name":["{{{{Canary}}}}"]}}],"metadata":null}""";

    private string OpenAi() =>
        $$$$"""{"id":"chatcmpl-{{{{Canary}}}}","object":"chat.completion","created":{{{{Number()}}}},"model":"gpt-4o","status":200,"agent_name":null,"choices":[{"index":0,"message":{"role":"assistant","content":"{{{{Canary}}}}","tool_calls":[]},"finish_reason":"stop"}],"usage":{"prompt_tokens":{{{{Number()}}}},"completion_tokens":-1,"total_tokens":1e3}}""";

    private string CloudEvent() =>
        $$$$"""{"specversion":"1.0","id":"{{{{Hex(8)}}}}","type":"com.example.agent","source":"/{{{{Canary}}}}","data_base64":"{{{{Convert.ToBase64String(Noise())}}}}","status":"success","agent_name":{"a":"{{{{Canary}}}}"}}""";

    // Fields of lengths and varints that now and then promise more than there is.
    private byte[] Protobuf()
    {
        var bytes = new List<byte> { 0x0a, (byte)random.Next(1, 128) };
        while (bytes.Count < random.Next(20, 400))
        {
            bytes.Add((byte)((random.Next(1, 15) << 3) | random.Next(6)));
            bytes.AddRange(random.Next(2) == 0 ? [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01] : Encoding.ASCII.GetBytes(Canary));
        }

        return [.. bytes];
    }

    private byte[] MessagePack() =>
        [0xdf, 0xff, 0xff, 0xff, (byte)random.Next(256), 0xab, .. Encoding.ASCII.GetBytes(Canary), 0xcb, .. BitConverter.GetBytes(double.NaN), 0xc1];

    private byte[] Noise()
    {
        var bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Hex(int bytes) => Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64()).AsSpan(0, Math.Min(bytes, 8)));

    private string Number() => random.NextInt64(long.MaxValue).ToString(CultureInfo.InvariantCulture);

    private static (byte[] Bytes, string Type) Text(string text, string type) => (Encoding.UTF8.GetBytes(text), type);

    private static readonly Lazy<IReadOnlyList<FuzzedBody>> Bombs = new(() =>
    {
        var spaces = new byte[1 << 20];
        Array.Fill(spaces, (byte)' ');
        var gzip = Packed(spaces, stream => new GZipStream(stream, CompressionLevel.Optimal), times: 256);
        return
        [
            new FuzzedBody(gzip, "application/json", "gzip", ""),
            new FuzzedBody(Packed(gzip, stream => new GZipStream(stream, CompressionLevel.Optimal)), "application/json", "gzip, gzip", ""),
            new FuzzedBody(Packed(spaces, stream => new BrotliStream(stream, CompressionLevel.Fastest), times: 256), "application/x-ndjson", "br", ""),
            new FuzzedBody(Packed(spaces, stream => new ZLibStream(stream, CompressionLevel.Optimal), times: 256), "application/json", "deflate", ""),
            new FuzzedBody(Packed("[{},"u8.ToArray(), stream => new GZipStream(stream, CompressionLevel.Fastest), times: 4 << 20), "application/json", "gzip", ""),
        ];
    });

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> packer, int times = 1)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            for (var time = 0; time < times; time++)
            {
                stream.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
