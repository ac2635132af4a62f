using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using AgentMonitor.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Tests.Ingest;

public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Nasty =
    [
        "\\ud800", "\\u0000", "\\udc00\\ud800", "1e999", "-1e-999999999999", "1e9223372036854775807", "-0", "\uFEFF", "\0",
        "\"", "\\", "{", "}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "]", ",", ":", "null", "true", "NaN", "\n",
        "\"status\":\"success\",", "\"agent_name\":\"b\",", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00",
        "99999999999999999999999999999999", "0.000000000000000000000000000001", "e\u0301", "\u202e", "\ud83d\ude00", "🏴\u200d☠️",
    ];

    [Fact]
    public async Task Mutated_bodies_all_get_an_answer()
    {
        var (seed, bodies) = (FullRun.Seed, FullRun.FuzzedBodies);
        output.WriteLine($"{bodies} bodies, AGENTMONITOR_SEED={seed}");
        var random = new Random(seed);
        var ingestion = new Ingestion(new InMemoryStore(), PriceTable.Empty, new ManualClock(Sent.Now), new IngestOptions(), new ClientAddresses(new InMemoryState()));
        var outcomes = new Dictionary<IngestOutcome, int>();

        for (var i = 0; i < bodies; i++)
        {
            var body = Mutated(random);
            var format = random.Next(4) == 0 ? BatchFormat.NdJson : BatchFormat.Json;
            try
            {
                foreach (var result in await Answer(ingestion, body, format))
                {
                    outcomes[result.Outcome] = outcomes.GetValueOrDefault(result.Outcome) + 1;
                    Assert.Equal(result.Outcome.IsAccepted(), result.Faults.Count == 0);
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, body {i}: {Convert.ToBase64String(body)}", exception);
            }
        }

        output.WriteLine(string.Join(", ", outcomes));
        Assert.True(outcomes.ContainsKey(IngestOutcome.Created), "no mutation was harmless");
        Assert.True(outcomes.ContainsKey(IngestOutcome.Malformed) && outcomes.ContainsKey(IngestOutcome.Invalid));
    }

    private static async Task<IReadOnlyList<IngestResult>> Answer(Ingestion ingestion, byte[] body, BatchFormat format)
    {
        var split = RequestSplitter.Split(body, format, new IngestOptions());
        if (split.Fault is { } fault)
        {
            return [new IngestResult(null, split.Refusal!.Value, [fault])];
        }

        await ingestion.CompleteAsync(ExecutionId.New(Sent.Now), body, default);
        return await ingestion.AcceptAsync(split.Records, null, split.IsArray, default);
    }

    private static byte[] Mutated(Random random)
    {
        var text = random.Next(3) switch
        {
            0 => Sent.SeedRecord,
            1 => $"[{Sent.FullRecord},{Sent.SeedRecord}]",
            _ => Spelling.Of(Sent.Full(), random),
        };
        var body = Sent.Bytes(text).ToList();
        for (var mutations = random.Next(1, 5); mutations > 0; mutations--)
        {
            Mutate(body, random);
        }

        return [.. body];
    }

    private static void Mutate(List<byte> body, Random random)
    {
        var at = random.Next(body.Count);
        var length = Math.Min(random.Next(1, 40), body.Count - at);
        switch (random.Next(6))
        {
            case 0:
                body[at] = (byte)random.Next(256);
                break;
            case 1:
                body.RemoveRange(at, Math.Min(length, body.Count - 1));
                break;
            case 2:
                body.InsertRange(at, body.GetRange(at, length));
                break;
            case 3:
                body.InsertRange(at, Sent.Bytes(Nasty[random.Next(Nasty.Length)]));
                break;
            case 4:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            default:
                ReplaceDigit(body, at, random);
                break;
        }
    }

    // Stays valid JSON more often than the others do.
    private static void ReplaceDigit(List<byte> body, int at, Random random)
    {
        var digit = body.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
        {
            body[digit] = (byte)('0' + random.Next(10));
        }
    }
}
