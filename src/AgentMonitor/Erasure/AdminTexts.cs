using AgentMonitor.Alerts;
using AgentMonitor.Budgets;

namespace AgentMonitor.Erasure;

/// <summary>
/// What admins wrote of a user: budgets of the user go, with every alert about them, since their names may say who it
/// is; from all other names and notes the user's id goes.
/// </summary>
public sealed class AdminTexts(BudgetBook budgets, AlertBook alerts, AlertHistory history) : IUserTraces
{
    public async ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var subjects = (await budgets.ReadAsync(cancellationToken).ConfigureAwait(false)).Value.Budgets
            .Where(budget => BudgetBook.IsOf(budget, user.UserId)).Select(budget => AlertSubject.Budget(budget.Id)).ToHashSet(StringComparer.Ordinal);

        // Before the budgets, for nobody knows afterwards which were the user's; and once more, for what was raised
        // while they were still there.
        await ForgetAlertsAsync(user.UserId, subjects, cancellationToken).ConfigureAwait(false);
        await budgets.ForgetAsync(user.UserId, cancellationToken).ConfigureAwait(false);
        if (subjects.Count > 0)
        {
            await ForgetAlertsAsync(user.UserId, subjects, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ForgetAlertsAsync(string userId, IReadOnlySet<string> subjects, CancellationToken cancellationToken)
    {
        await alerts.ForgetAsync(userId, subjects, cancellationToken).ConfigureAwait(false);
        await history.ForgetAsync(userId, subjects, cancellationToken).ConfigureAwait(false);
    }
}
