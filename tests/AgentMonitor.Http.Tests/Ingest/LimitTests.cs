using System.IO.Compression;
using System.Text;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Ingest;

public sealed class LimitTests : IAsyncLifetime
{
    private const int RequestLimit = 4 * 1024 * 1024;

    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_body_is_taken(string encoding)
    {
        var packed = Pack(Encoding.UTF8.GetBytes(Records.Success("a")), encoding);

        await _api.PostAsync("/api/executions", packed, encoding: encoding).JsonAsync(Created);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_bomb_is_refused_by_its_size_after_decompression(string encoding)
    {
        var packed = Pack(new byte[RequestLimit + 1], encoding);
        Assert.True(packed.Length < 64 * 1024);

        await _api.PostAsync("/api/executions", packed, encoding: encoding).ProblemAsync(413);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_not_compressed_as_it_says_is_malformed(string encoding)
    {
        var problem = await _api.PostAsync("/api/executions", "not compressed at all"u8.ToArray(), encoding: encoding)
            .ProblemAsync(400);

        Assert.Equal("broken-encoding", problem.Slug());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Lines_that_were_cut_off_while_compressed_are_not_taken_in_part(string encoding)
    {
        var lines = string.Concat(Enumerable.Range(0, 900).Select(_ => Records.Success($"{Guid.NewGuid()}") + "\n"));
        var packed = Pack(Encoding.UTF8.GetBytes(lines), encoding);

        var problem = await _api.PostAsync(
            "/api/executions", packed[..(packed.Length / 2)], type: "application/x-ndjson", encoding: encoding).ProblemAsync(400);

        Assert.Equal("broken-encoding", problem.Slug());
        Assert.Equal(0, _api.Store.End);
    }

    [Fact]
    public async Task An_unknown_encoding_is_refused_with_those_that_are_known()
    {
        var sent = _api.PostAsync("/api/executions", Encoding.UTF8.GetBytes(Records.Success("a")), encoding: "zstd");

        await sent.ProblemAsync(415);

        Assert.Equal("gzip, deflate, br", (await sent).Headers.GetValues("Accept-Encoding").Single());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large_whether_its_length_is_declared_or_not()
    {
        var large = new byte[RequestLimit + 1];
        await _api.PostAsync("/api/executions", large).ProblemAsync(413);

        var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/executions") { Content = new StreamContent(new Unsized(large)) };
        chunked.Content.Headers.ContentType = new("application/json");
        await _api.SendAsync(chunked, TestApi.Key).ProblemAsync(413);
    }

    [Fact]
    public async Task A_record_over_its_own_limit_is_too_large()
    {
        var body = $$"""{"agent_name":"a","status":"success","input_data":"{{new string('x', 1024 * 1024)}}"}""";

        await _api.PostAsync("/api/executions", body).ProblemAsync(413);
    }

    [Theory]
    [InlineData(29, 201)]
    [InlineData(40, 400)]
    [InlineData(100_000, 400)]
    public async Task A_record_may_be_32_levels_deep(int levels, int status)
    {
        var deep = new string('[', levels) + new string(']', levels);

        Assert.Equal(
            status,
            await _api.PostAsync("/api/executions", $$"""{"agent_name":"a","status":"success","input_data":{{deep}}}""").StatusAsync());
    }

    [Fact]
    public async Task More_than_a_thousand_records_are_too_many()
    {
        var body = "[" + string.Join(',', Enumerable.Range(0, 1001).Select(index => Records.Success($"r{index}"))) + "]";

        await _api.PostAsync("/api/executions", body).ProblemAsync(413);

        Assert.Equal(0, _api.Store.End);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Only_declared_JSON_is_taken(string? type) =>
        await _api.PostAsync("/api/executions", Records.Success("a"), type: type).ProblemAsync(415);

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new BrotliStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
