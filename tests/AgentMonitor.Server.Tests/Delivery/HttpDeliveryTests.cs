using System.Net;
using System.Text;
using AgentMonitor.Server.Delivery;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Server.Tests.Delivery;

public sealed class HttpDeliveryTests
{
    private static readonly RecordBatch Two = new([[(byte)'1'], [(byte)'2']], [1, 2]);

    [Fact]
    public async Task Items_with_an_error_are_rejections()
    {
        var delivered = await DeliverAsync(Answer(
            HttpStatusCode.OK,
            """
            {"accepted":1,"duplicates":0,"rejected":1,"items":[
              {"index":0,"execution_id":"a","result":"created","error":null},
              {"index":1,"execution_id":"b","result":"invalid","error":{"pointer":"/status","code":"required","message":"Missing."}}]}
            """));

        var taken = Assert.IsType<Delivered.Taken>(delivered);
        Assert.Equal(1, taken.Accepted);
        Assert.Equal(new Rejection(1, "/status: Missing."), Assert.Single(taken.Rejections));
    }

    [Fact]
    public async Task A_refusal_of_everything_names_each_records_fault()
    {
        var delivered = await DeliverAsync(Answer(
            HttpStatusCode.BadRequest,
            """
            {"detail":"None could be taken.","errors":[{"pointer":"/1/ended_at","code":"too_old","message":"Too old."}]}
            """));

        Assert.Equal(
            [new Rejection(0, "None could be taken."), new Rejection(1, "/ended_at: Too old.", IsTooOld: true)],
            Assert.IsType<Delivered.Taken>(delivered).Rejections);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_busy_answer_carries_the_wait_that_was_asked_for(HttpStatusCode status)
    {
        var answer = Answer(status, "{}");
        answer.Headers.TryAddWithoutValidation("Retry-After", "17");

        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<Delivered.Busy>(await DeliverAsync(answer)).RetryAfter);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "AGENTMONITOR_INGEST_KEY")]
    [InlineData(HttpStatusCode.Forbidden, "AGENTMONITOR_INGEST_KEY")]
    [InlineData(HttpStatusCode.NotFound, "is it AgentMonitor")]
    public async Task What_no_retry_mends_ends_with_a_sentence(HttpStatusCode status, string hint)
    {
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => DeliverAsync(Answer(status, "{}")));

        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static async Task<Delivered> DeliverAsync(HttpResponseMessage answer)
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 10, 20, 10, 0, 0, TimeSpan.Zero));
        using var delivery = new HttpDelivery(new Uri("http://127.0.0.1:1"), "key", clock, new OneAnswer(answer));
        return await delivery.DeliverAsync(Two, default);
    }

    private sealed class OneAnswer(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer);
    }
}
