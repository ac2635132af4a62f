using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;
using AgentMonitor.Ingest.Masking;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Ingest.Masking;

public sealed class MaskingTests
{
    private static readonly Masker All = new MaskingOptions { Content = true, ErrorMessages = true, Patterns = { @"\bCASE-\d{4}\b" } }.ToMasker();

    [Theory]
    [InlineData("Write to ann.arbor+x@mail.example.org today", "Write to [email] today")]
    [InlineData("Jürgen@exämple.de", "[email]")]
    [InlineData("Call +49 (0)30 1234567 or 0171-2345678", "Call [phone] or [phone]")]
    [InlineData("(555) 123-4567, 555-123-4567", "[phone], [phone]")]
    [InlineData("paid with 4111 1111 1111 1111 12/27", "paid with [card] 12/27")]
    [InlineData("4111111111111112 is no card", "4111111111111112 is no card")]
    [InlineData("to DE89 3704 0044 0532 0130 00 PLEASE", "to [iban] PLEASE")]
    [InlineData("GB82WEST12345698765432", "[iban]")]
    [InlineData("GB82WEST12345698765433 is no IBAN", "GB82WEST12345698765433 is no IBAN")]
    [InlineData("from 192.168.1.77 and 2001:db8::8a2e:370:7334", "from [ip] and [ip]")]
    [InlineData("at 12:30:45 in version 1.2.3", "at 12:30:45 in version 1.2.3")]
    [InlineData("key sk-abcdefghijklmnop1234", "key [secret]")]
    [InlineData("password=hunter22; next", "[secret]; next")]
    [InlineData("Authorization: Bearer abcdefghijklmnop", "Authorization: [secret]")]
    [InlineData("see CASE-1234", "see [masked]")]
    [InlineData("Timeout after 30000 ms, status 503, id 42", "Timeout after 30000 ms, status 503, id 42")]
    public void A_text_keeps_all_but_what_says_who(string text, string masked) => Assert.Equal(masked, All.Mask(text));

    [Fact]
    public async Task Of_two_hundred_planted_items_none_is_stored()
    {
        var planted = Planted().ToList();
        var store = new InMemoryStore();
        var ingestion = Ingestion(store, All);
        for (var i = 0; i < planted.Count; i++)
        {
            await AcceptAsync(ingestion, Record(i, planted[i]));
        }

        for (var i = 0; i < planted.Count; i++)
        {
            var found = await store.FindAsync(new ExecutionId("x" + i), CancellationToken.None);
            var stored = found!.Execution;
            var kept = string.Join('\n', stored.ErrorMessage, stored.ErrorFingerprint, Text(stored.Content.InputData), Text(stored.Content.OutputData), Text(stored.Content.Attributes));
            Assert.DoesNotContain(planted[i], kept, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("Ann Arbor", stored.UserName);
        }

        Assert.Equal(200, planted.Count);
    }

    [Fact]
    public async Task The_same_record_is_recognised_whether_it_is_masked_or_not()
    {
        var store = new InMemoryStore();
        var record = Record(1, "ann@example.org");
        await AcceptAsync(Ingestion(store, All), record);

        var again = await AcceptAsync(Ingestion(store, Masker.Off), record);

        Assert.Equal(IngestOutcome.Duplicate, again.Outcome);
    }

    [Fact]
    public async Task Without_the_setting_everything_is_kept_as_it_was_sent()
    {
        var store = new InMemoryStore();
        await AcceptAsync(Ingestion(store, new MaskingOptions().ToMasker()), Record(1, "ann@example.org"));

        var stored = (await store.FindAsync(new ExecutionId("x1"), CancellationToken.None))!.Execution;
        Assert.Contains("ann@example.org", stored.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("ann@example.org", Text(stored.Content.InputData), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_that_differ_in_what_is_masked_are_one_group()
    {
        var store = new InMemoryStore();
        var ingestion = Ingestion(store, All);
        await AcceptAsync(ingestion, Record(1, "GB82WEST12345698765432"));
        await AcceptAsync(ingestion, Record(2, "DE89370400440532013000"));

        var one = await store.FindAsync(new ExecutionId("x1"), CancellationToken.None);
        var other = await store.FindAsync(new ExecutionId("x2"), CancellationToken.None);
        Assert.Equal(one!.Execution.ErrorFingerprint, other!.Execution.ErrorFingerprint);
    }

    [Fact]
    public async Task What_is_cut_is_masked_before_it_is_cut()
    {
        var store = new InMemoryStore();
        var options = new IngestOptions { ContentCapBytes = 64, Masker = All };
        var ingestion = new Ingestion(store, new PriceBook(PriceTable.Empty), new ManualClock(Some.Noon), options, new ClientAddresses(store.State));
        await AcceptAsync(ingestion, Record(1, new string('x', 50) + " ann.arbor@example.org"));

        var stored = (await store.FindAsync(new ExecutionId("x1"), CancellationToken.None))!.Execution;
        Assert.DoesNotContain("ann.", Text(stored.Content.InputData), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_whose_name_says_secret_loses_its_text_and_a_number_that_is_a_card_too()
    {
        var masked = MaskedJson.Of("""{"db":{"Password":"short"},"max_tokens":500,"card":4111111111111111,"api-keys":["k"],"ok":true,"n":null}"""u8, All, 32);

        Assert.Equal(
            """{"db":{"Password":"[secret]"},"max_tokens":500,"card":"[card]","api-keys":["k"],"ok":true,"n":null}""",
            Encoding.UTF8.GetString(masked));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("a@")]
    [InlineData("1 ")]
    [InlineData("+1(")]
    [InlineData(":")]
    [InlineData("DE11 ")]
    [InlineData("password=")]
    public void A_megabyte_of_anything_takes_bounded_time(string what)
    {
        var text = string.Concat(Enumerable.Repeat(what, (1 << 20) / what.Length));
        var started = Stopwatch.GetTimestamp();

        All.Mask(text);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("(", "cannot be used")]
    [InlineData("(?=a)b", "look-around")]
    [InlineData("a*", "where there is nothing")]
    public void An_expression_that_cannot_be_used_is_said_to_be_so(string pattern, string said) =>
        Assert.Contains(said, Assert.Single(new MaskingOptions { Patterns = { pattern } }.Problems()), StringComparison.Ordinal);

    // Twenty of each of ten kinds.
    private static IEnumerable<string> Planted()
    {
        for (var i = 0; i < 20; i++)
        {
            var n = i.ToString("00", CultureInfo.InvariantCulture);
            yield return $"first.last{n}@mail{n}.example.org";
            yield return $"+49 30 12345{n}8";
            yield return $"0171-23456{n}";
            yield return $"555-1{n}-4567";
            yield return Luhn($"41111111111{n}11");
            yield return Luhn($"55 00 00 00 00 00 0{n} 4").Replace("  ", " ", StringComparison.Ordinal);
            yield return Iban($"3704004405320130{n}");
            yield return $"10.20.30.{i + 100}";
            yield return $"2001:db8::8a2e:{i + 10}:7334";
            yield return $"sk-proj-abcdefghijkl{n}mnop";
        }
    }

    private static string Luhn(string digits)
    {
        for (var check = 0; check < 10; check++)
        {
            var card = digits + check;
            if (MaskPatterns.MaskCards(card, "") is "")
            {
                return card;
            }
        }

        throw new InvalidOperationException("No check digit fits.");
    }

    private static string Iban(string account)
    {
        for (var check = 2; check < 99; check++)
        {
            var iban = $"DE{check:00}{account}";
            if (MaskPatterns.MaskIban(iban, "") is "")
            {
                return iban;
            }
        }

        throw new InvalidOperationException("No check digits fit.");
    }

    private static string Record(int number, string item)
    {
        var text = JsonSerializer.Serialize($"It says {item} there");
        return $"{{\"execution_id\":\"x{number}\",\"agent_name\":\"tutor\",\"user_name\":\"Ann Arbor\",\"status\":\"failure\","
            + $"\"error_message\":{text},\"input_data\":{{\"a\":[{text}]}},\"output_data\":{text},\"attributes\":{{{text}:1}}}}";
    }

    private static Ingestion Ingestion(InMemoryStore store, Masker masker) =>
        new(store, new PriceBook(PriceTable.Empty), new ManualClock(Some.Noon), new IngestOptions { Masker = masker }, new ClientAddresses(store.State));

    private static async Task<IngestResult> AcceptAsync(Ingestion ingestion, string record) =>
        Assert.Single(await ingestion.AcceptAsync([Encoding.UTF8.GetBytes(record)], null, isArray: false, CancellationToken.None));

    private static string Text(ReadOnlyMemory<byte>? json) => json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";
}
