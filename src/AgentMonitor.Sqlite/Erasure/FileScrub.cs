using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.State;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Erasure;

internal enum ScrubbedFile
{
    Log,
    Views,
    State,
}

internal enum ScrubResult
{
    /// <summary>Somebody reads an older state, which the write-ahead log still holds.</summary>
    Busy,
    More,
    Done,
}

/// <summary>
/// Empties the write-ahead logs and writes over whatever is unused in the files, a few megabytes at a time, so that
/// whoever writes waits for milliseconds.
/// </summary>
internal sealed class FileScrub(StoreFiles files, LogQueue queue, ViewsWriter views, StateWriter state)
{
    private const int Pages = 4096;

    // Readers are done in milliseconds; one that is not belongs to somebody who will be gone later.
    private const int Tries = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        await RunAsync(ScrubbedFile.Log, clock, cancellationToken).ConfigureAwait(false);
        await RunAsync(ScrubbedFile.Views, clock, cancellationToken).ConfigureAwait(false);
        await RunAsync(ScrubbedFile.State, clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(ScrubbedFile file, TimeProvider clock, CancellationToken cancellationToken)
    {
        var busy = 0;
        for (var page = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (await StepAsync(file, page).ConfigureAwait(false))
            {
                case ScrubResult.Done:
                    return;
                case ScrubResult.More:
                    page += Pages;
                    await Task.Yield();
                    break;
                default:
                    busy = busy < Tries ? busy + 1 : throw new StoreUnavailableException(
                        StoreFault.Unavailable, "The files are being read all the time; this is tried again.", Pause);
                    await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task<ScrubResult> StepAsync(ScrubbedFile file, long page)
    {
        var result = ScrubResult.Busy;
        void Scrub() => result = files.Scrub(file, page, Pages);
        switch (file)
        {
            case ScrubbedFile.Log:
                var command = new LogCommand(bytes: 0, _ => { }, Scrub);
                queue.Add(command);
                await command.Done.ConfigureAwait(false);
                break;
            case ScrubbedFile.Views:
                views.WhileClosed(Scrub);
                break;
            default:
                state.WhileClosed(Scrub);
                break;
        }

        return result;
    }
}
