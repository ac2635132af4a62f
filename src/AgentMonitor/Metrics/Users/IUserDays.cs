namespace AgentMonitor.Metrics.Users;

/// <summary>Hours of one day of UTC: from <see cref="FromHour"/>, inclusive, to <see cref="ToHour"/>, exclusive.</summary>
public readonly record struct UserDaySpan(DateTimeOffset Day, int FromHour, int ToHour);

/// <summary>
/// Every user of a day at once, which the rollups have one by one. Read for each question, so an adapter remembers
/// what it came to.
/// </summary>
public interface IUserDays
{
    /// <summary>
    /// Who was there in those hours, by id; read only. The very same object as before while nothing is known to have
    /// changed.
    /// </summary>
    /// <exception cref="AgentMonitor.Executions.StoreUnavailableException">A user's day is incomplete.</exception>
    ValueTask<IReadOnlyDictionary<string, UserFigures>> ReadAsync(UserDaySpan span, CancellationToken cancellationToken);
}
