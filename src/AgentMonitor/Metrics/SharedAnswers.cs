namespace AgentMonitor.Metrics;

/// <summary>
/// Lets those who ask the same at the same time share an answer. Nobody is given one that was begun before they asked, so
/// that it holds all they may know of: who comes while one is being made waits for the next, and shares that.
/// </summary>
public sealed class SharedAnswers<T>
    where T : class
{
    private readonly Lock _gate = new();

    private readonly Dictionary<string, Rounds> _asked = new(StringComparer.Ordinal);

    /// <param name="question">What is asked, with all that makes a difference.</param>
    /// <param name="ask">Goes on when one who waits for it gives up, since others may wait too.</param>
    public Task<T> GetAsync(string question, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        Round round;
        lock (_gate)
        {
            if (_asked.TryGetValue(question, out var rounds))
            {
                round = rounds.Next ??= new Round(ask);
            }
            else
            {
                round = new Round(ask);
                _asked.Add(question, rounds = new Rounds(round));
                _ = Task.Run(() => RunAsync(question, rounds), CancellationToken.None);
            }
        }

        return round.Answer.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(string question, Rounds rounds)
    {
        for (Round? round = rounds.Now; round is not null;)
        {
            await round.RunAsync();
            lock (_gate)
            {
                round = rounds.Next;
                rounds.Next = null;
                if (round is null)
                {
                    _asked.Remove(question);
                }
            }
        }
    }

    /// <summary>The round that is being answered, and the one after it, which nobody has begun.</summary>
    private sealed class Rounds(Round now)
    {
        public Round Now { get; } = now;

        public Round? Next { get; set; }
    }

    private sealed class Round(Func<Task<T>> ask)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _answer.Task;

        public async Task RunAsync()
        {
            try
            {
                _answer.SetResult(await ask());
            }
#pragma warning disable CA1031 // Thrown where it is waited for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _answer.SetException(exception);
            }
        }
    }
}
