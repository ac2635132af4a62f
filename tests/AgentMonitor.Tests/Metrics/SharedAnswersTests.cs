using AgentMonitor.Metrics;
using Xunit;

namespace AgentMonitor.Tests.Metrics;

public sealed class SharedAnswersTests : IDisposable
{
    private readonly SharedAnswers<string> _shared = new();

    private readonly List<TaskCompletionSource<string>> _begun = [];

    private readonly SemaphoreSlim _begins = new(0);

    public void Dispose() => _begins.Dispose();

    [Fact]
    public async Task Who_asks_while_an_answer_is_made_gets_the_next_and_shares_it()
    {
        var first = AskAsync("a");
        await _begins.WaitAsync();
        var (second, third) = (AskAsync("a"), AskAsync("a"));
        _begun[0].SetResult("one");
        Assert.Equal("one", await first);
        await _begins.WaitAsync();
        Assert.False(second.IsCompleted);
        _begun[1].SetResult("two");

        Assert.Equal(("two", "two"), (await second, await third));
        Assert.Equal(2, _begun.Count);
    }

    [Fact]
    public async Task Another_question_is_another_answer()
    {
        var (one, other) = (AskAsync("a"), AskAsync("b"));
        await _begins.WaitAsync();
        await _begins.WaitAsync();
        _begun.ForEach(answer => answer.SetResult("answer"));

        Assert.Equal(("answer", "answer"), (await one, await other));
    }

    [Fact]
    public async Task A_failure_is_told_to_those_who_waited_for_it_and_to_nobody_else()
    {
        var first = AskAsync("a");
        await _begins.WaitAsync();
        var second = AskAsync("a");
        _begun[0].SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await _begins.WaitAsync();
        _begun[1].SetResult("well");

        Assert.Equal("well", await second);
    }

    [Fact]
    public async Task One_who_gives_up_takes_the_answer_from_nobody()
    {
        using var gone = new CancellationTokenSource();
        var first = AskAsync("a");
        await _begins.WaitAsync();
        var (impatient, patient) = (AskAsync("a", gone.Token), AskAsync("a"));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _begun[0].SetResult("one");
        await first;
        await _begins.WaitAsync();
        _begun[1].SetResult("two");

        Assert.Equal("two", await patient);
    }

    [Fact]
    public async Task Later_it_is_asked_anew()
    {
        for (var i = 0; i < 3; i++)
        {
            var asked = AskAsync("a");
            await _begins.WaitAsync();
            _begun[i].SetResult("answer " + i);

            Assert.Equal("answer " + i, await asked);
            await Task.Yield();
        }
    }

    private Task<string> AskAsync(string question, CancellationToken cancellationToken = default) => _shared.GetAsync(
        question,
        () =>
        {
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_begun)
            {
                _begun.Add(answer);
            }

            _begins.Release();
            return answer.Task;
        },
        cancellationToken);
}
