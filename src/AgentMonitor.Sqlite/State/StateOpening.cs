using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.State;

/// <summary>
/// Looks at state.db before it is used. It is small, so every page is read at each start; and since it can be made
/// anew from nothing, a damaged one is never set aside by itself: somebody has to decide what is lost.
/// </summary>
internal static class StateOpening
{
    public static void Check(Func<Connection> open)
    {
        try
        {
            using var state = open();
            Schema.Migrate(state, StateSchema.FileName, StateSchema.Migrations);
            if (state.ReadText("PRAGMA quick_check(1)") is not "ok" and var found)
            {
                throw SqliteFault.Damage(found);
            }

            if (state.ReadNumber("SELECT count(*) FROM meta") != 1)
            {
                throw SqliteFault.Damage("it has no version");
            }
        }
        catch (SqliteFault fault) when (fault.IsDamage)
        {
            throw new StoreOpenException(
                $"{StateSchema.FileName} is damaged ({fault.Message}). It holds what administrators have set, such as budgets and alert rules, and which users are forgotten. Restore it from a backup, or rename it to begin without any of that.",
                fault);
        }
    }
}
