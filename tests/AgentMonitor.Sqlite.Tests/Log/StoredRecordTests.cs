using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentMonitor.Sqlite.Tests.Log;

public sealed class StoredRecordTests
{
    // The length of the header takes two bytes, since the header is longer than 127.
    private const int LengthBytes = 2;

    private static readonly Execution Full = Everything(7);

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var written = Some.Execution("a") with { Content = Everything(seed).Content };
            foreach (var execution in new[] { Everything(seed), written, AtTheEdges(seed) })
            {
                AssertSame(execution, Read(Written(execution)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_record_without_content_is_read_without_it()
    {
        var frames = new RecordFrames(Written(Full), count: 1);
        frames.MoveNext();

        Assert.True(frames.Execution().Content.IsEmpty);
    }

    [Fact]
    public void Names_that_come_again_are_one_string()
    {
        var (first, second) = (Read(Written(Some.Execution("a"))), Read(Written(Some.Execution("b"))));

        Assert.Same(first.AgentName, second.AgentName);
        Assert.Same(first.Model, second.Model);
    }

    [Fact]
    public void A_name_of_any_characters_is_itself()
    {
        foreach (var name in NastyNames.Make(2_000, seed: 5).Where(name => !name.Any(char.IsSurrogate)))
        {
            Assert.Equal(name, Read(Written(Full with { AgentName = name, Model = name, UserId = name })).AgentName);
        }
    }

    [Fact]
    public void A_record_of_another_version_is_refused_with_both_versions_named()
    {
        var bytes = Written(Full);
        bytes[LengthBytes] = 9;

        var refusal = Assert.Throws<InvalidDataException>(() => Read(bytes));
        Assert.Equal("A stored record has format 9; this version reads 1.", refusal.Message);
    }

    [Fact]
    public void A_record_cut_short_anywhere_cannot_be_read()
    {
        var bytes = Written(Full);

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => Read(cut));
        }
    }

    [Fact]
    public void A_flipped_bit_never_does_more_than_damage()
    {
        var bytes = Written(Full);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadsOrIsDamaged(flipped);
        }
    }

    [Fact]
    public void Garbage_is_either_a_record_or_damaged_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), garbage =>
        {
            ReadsOrIsDamaged(garbage);
            ReadsOrIsDamaged([(byte)(garbage.Length + 1), 1, .. garbage, 0]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static void ReadsOrIsDamaged(byte[] bytes)
    {
        var failure = Record.Exception(() => Read(bytes));
        Assert.True(failure is null or InvalidDataException, $"{Convert.ToHexString(bytes)}: {failure}");
    }

    private static byte[] Written(Execution execution)
    {
        var into = new ByteBuffer();
        RecordEncoder.Current.Write(execution, into);
        return into.Written.ToArray();
    }

    private static Execution Read(byte[] bytes)
    {
        var frames = new RecordFrames(bytes, count: 1);
        Assert.True(frames.MoveNext());
        return frames.ExecutionWithContent();
    }

    // Lists and memory compare by reference, so they are compared apart.
    private static void AssertSame(Execution expected, Execution actual)
    {
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(Texts(expected.Content), Texts(actual.Content));
        Assert.Equal(expected with { Tags = [], Content = ExecutionContent.None }, actual with { Tags = [], Content = ExecutionContent.None });
    }

    private static List<string?> Texts(ExecutionContent content) =>
        [.. new[] { content.InputData, content.OutputData, content.Attributes }.Select(value => value is { } some ? Convert.ToHexString(some.Span) : null)];

    private static Execution AtTheEdges(int seed) => Everything(seed) with
    {
        ReceivedAt = seed % 2 == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue,
        CreatedAt = DateTimeOffset.MaxValue,
        StartedAt = DateTimeOffset.MinValue,
        DurationMs = long.MaxValue,
        TtftMs = long.MinValue,
        Attempt = int.MinValue,
        Cost = new NanoUsd(long.MinValue),
    };

    // Each member is there or not, as a bit of the seed says.
    private static Execution Everything(int seed)
    {
        var random = new Random(seed);
        T? Maybe<T>(T value) where T : struct => random.Next(3) == 0 ? null : value;
        string? Text(string text) => random.Next(3) == 0 ? null : text + random.Next(10);
        ReadOnlyMemory<byte>? Bytes() => Maybe<ReadOnlyMemory<byte>>(new byte[random.Next(300)]);
        return new Execution
        {
            Id = new ExecutionId("id-" + seed),
            AgentName = "agent-ä" + seed,
            Status = (ExecutionStatus)random.Next(5),
            ReceivedAt = Some.Noon.AddTicks(seed),
            CreatedAt = Some.Noon.AddTicks(-seed),
            StartedAt = Maybe(Some.Noon.AddDays(-1)),
            EndedAt = Maybe(Some.Noon.AddDays(1)),
            DeadlineAt = Maybe(Some.Noon.AddHours(1)),
            RequestId = Text("request"),
            Attempt = random.Next(3),
            AgentVersion = Text("1.0."),
            UserId = Text("user"),
            UserName = Text("名前"),
            SessionId = Text("session"),
            ParentExecutionId = Text("parent"),
            TraceId = Text("trace"),
            SpanId = Text("span"),
            DurationMs = Maybe(random.NextInt64()),
            TtftMs = Maybe(-random.NextInt64()),
            TimeoutMs = Maybe(random.NextInt64()),
            Model = Text("model"),
            Provider = Text("provider"),
            TokensUsed = Maybe(random.NextInt64()),
            Usage = random.Next(2) == 0 ? null : new TokenUsage(random.Next(), random.Next(), random.Next(), random.Next(), random.Next()),
            Cost = Maybe(new NanoUsd(random.NextInt64())),
            CostComputed = random.Next(2) == 0,
            ErrorMessage = Text(new string('e', 200)),
            ErrorType = Text(""),
            ErrorFingerprint = Text("fingerprint"),
            Escalation = random.Next(2) == 0 ? null : new Escalation((EscalationState)random.Next(4), Maybe((EscalationSeverity)random.Next(4))),
            Outcome = Maybe((GoalOutcome)random.Next(2)),
            Feature = Text("feature"),
            Variant = Text("variant"),
            Language = Text("language"),
            Region = Text("region"),
            Environment = Text("environment"),
            Client = random.Next(2) == 0 ? null : new ClientInfo(Text("hash"), "agent"),
            Tags = [.. Enumerable.Range(0, random.Next(3)).Select(i => "tag" + i)],
            Flags = (ExecutionFlags)random.Next(128),
            ContentHash = Convert.ToBase64String(BitConverter.GetBytes(seed)),
            Content = new ExecutionContent(Bytes(), Bytes(), Bytes()),
        };
    }
}
