using System.Text;
using AgentMonitor.Ingest;
using Xunit;

namespace AgentMonitor.Tests.Ingest;

public sealed class RequestSplitterTests
{
    [Theory]
    [InlineData(" {\"a\":[1]} \r\n", BatchFormat.Json, false, "{\"a\":[1]}")]
    [InlineData("\uFEFF{}", BatchFormat.Json, false, "{}")]
    [InlineData("{\"broken\"", BatchFormat.Json, false, "{\"broken\"")]
    [InlineData("[ {\"a\":\"]},\"} , 5,\"x\",[[]] ]", BatchFormat.Json, true, "{\"a\":\"]},\"}|5|\"x\"|[[]]")]
    [InlineData("{}\r\n\n  {\"broken\"  \n[1]", BatchFormat.NdJson, true, "{}|{\"broken\"|[1]")]
    public void A_body_is_cut_into_its_records(string body, BatchFormat format, bool isArray, string records)
    {
        var split = Split(body, format);

        Assert.Null(split.Fault);
        Assert.Equal(isArray, split.IsArray);
        Assert.Equal(records, string.Join('|', split.Records.Select(record => Encoding.UTF8.GetString(record.Span))));
    }

    [Theory]
    [InlineData("", BatchFormat.Json, "no_records")]
    [InlineData(" \r\n\r\n", BatchFormat.NdJson, "no_records")]
    [InlineData("[]", BatchFormat.Json, "no_records")]
    [InlineData("[{},]", BatchFormat.Json, "not_json")]
    [InlineData("[{}", BatchFormat.Json, "not_json")]
    [InlineData("[{}] {}", BatchFormat.Json, "not_json")]
    [InlineData("[{\"a\":tru}]", BatchFormat.Json, "not_json")]
    public void A_malformed_request_is_refused_as_a_whole(string body, BatchFormat format, string code)
    {
        var split = Split(body, format);

        Assert.Equal((IngestOutcome.Malformed, code), (split.Refusal, split.Fault?.Code));
        Assert.Empty(split.Records);
    }

    [Theory]
    [InlineData(BatchFormat.Json)]
    [InlineData(BatchFormat.NdJson)]
    public void A_thousand_records_pass_and_one_more_is_too_many(BatchFormat format)
    {
        Assert.Equal(1000, Split(Many(1000, format), format).Records.Count);

        var split = Split(Many(1001, format), format);

        Assert.Equal((IngestOutcome.TooLarge, "too_many_records"), (split.Refusal, split.Fault?.Code));
    }

    [Fact]
    public void A_body_over_its_limit_is_too_large()
    {
        var split = Split(new string(' ', (4 * 1024 * 1024) + 1), BatchFormat.Json);

        Assert.Equal((IngestOutcome.TooLarge, "request_too_large"), (split.Refusal, split.Fault?.Code));
    }

    [Fact]
    public void A_record_that_is_too_deep_does_not_stop_its_neighbours()
    {
        var deep = new StringBuilder().Append('[', 100_000).Append(']', 100_000).ToString();

        var split = Split($"[{deep},{Sent.Record("")}]", BatchFormat.Json);

        Assert.Equal(["too_deep"], ExecutionReader.Read(split.Records[0].Span, new IngestOptions()).Faults.Select(f => f.Code));
        Assert.Empty(ExecutionReader.Read(split.Records[1].Span, new IngestOptions()).Faults);
    }

    private static SplitResult Split(string body, BatchFormat format) =>
        RequestSplitter.Split(Sent.Bytes(body), format, new IngestOptions());

    private static string Many(int count, BatchFormat format) => format == BatchFormat.NdJson
        ? string.Join('\n', Enumerable.Repeat("{}", count))
        : $"[{string.Join(',', Enumerable.Repeat("{}", count))}]";
}
