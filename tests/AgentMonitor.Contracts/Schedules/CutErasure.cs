using System.Runtime.CompilerServices;
using AgentMonitor.Erasure;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>An erasure whose process ends once, after so many steps.</summary>
internal sealed class CutErasure(IUserErasure store, int? steps) : IUserErasure
{
    private int? _left = steps % 4;

    public async IAsyncEnumerable<UserBatch> FindAsync(
        ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in store.FindAsync(user, cancellationToken))
        {
            yield return batch;
            CutIfDue();
        }
    }

    public async ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        CutIfDue();
        await store.EraseAsync(user, cancellationToken);
        CutIfDue();
    }

    public ValueTask ScrubAsync(CancellationToken cancellationToken) => store.ScrubAsync(cancellationToken);

    private void CutIfDue()
    {
        if (_left-- == 0)
        {
            throw new CrashException();
        }
    }
}
