using System.Net;
using System.Text;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.LostAnswers;

/// <summary>Answers that do not arrive, or arrive in part: the sender cannot know, and sends again with the same id.</summary>
[Collection(ProcessCollection.Name)]
public sealed class LostAnswerTests(ITestOutputHelper output)
{
    // Longer than any answer, so that some come through whole.
    private const int LongestCut = 1000;
    private const int AtOnce = 5;

    private readonly AcknowledgementLog _log = new();

    [Fact]
    public async Task An_execution_sent_until_it_is_answered_by_five_at_once_is_stored_once_and_other_content_is_refused()
    {
        var random = new Random(Campaigns.Seed);
        using var folder = new TempFolder();
        var tries = 0;
        await using (var server = await ServerProcess.StartAsync(folder.Path))
        await using (var proxy = new CuttingProxy(server.Url, () => Locked(random, LongestCut)))
        {
            for (var number = 0; number < Campaigns.LostAnswers; number++)
            {
                var sent = SentExecution.Make($"lost-{number}", random, DateTimeOffset.UtcNow);
                _log.Sending(sent);
                var senders = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendUntilAnsweredAsync(proxy.Url, sent.Whole)));
                _log.Acknowledge(sent, Acknowledged.End);
                Assert.All(senders, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.Status}"));
                Assert.InRange(senders.Count(answer => answer.Status == HttpStatusCode.Created), 0, 1);
                tries += senders.Sum(answer => answer.Tries);

                Assert.Equal(HttpStatusCode.Conflict, (await SendUntilAnsweredAsync(proxy.Url, sent.OtherContent)).Status);
            }

            output.WriteLine($"{Campaigns.LostAnswers} executions by {AtOnce} senders each in {tries} tries, {proxy.Cuts} answers cut");
            Assert.True(proxy.Cuts > Campaigns.LostAnswers, "hardly any answer was cut");
            Assert.Equal(0, await server.StopAsync());
        }

        output.WriteLine(await new FolderCheck(_log, "lost answers").VerifyAsync(folder.Path));
    }

    private static async Task<(HttpStatusCode Status, int Tries)> SendUntilAnsweredAsync(Uri url, string body)
    {
        // A new connection for each try, as the old one is gone.
        using var patience = new CancellationTokenSource(Campaigns.Patience);
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var http = new HttpClient { BaseAddress = url };
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content, patience.Token);
                await answer.Content.ReadAsByteArrayAsync(patience.Token);
                return (answer.StatusCode, tries);
            }
            catch (HttpRequestException)
            {
                patience.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static int Locked(Random random, int limit)
    {
        lock (random)
        {
            return random.Next(limit);
        }
    }
}
