using AgentMonitor.Access;
using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Folder;

/// <summary>
/// The admin tokens in force: <c>ADMIN_TOKEN</c> and <c>ADMIN_TOKEN_PREVIOUS</c> from the environment, else the ones
/// of the data folder.
/// </summary>
internal sealed record AdminCredentials(string Current, string? Previous, bool FromEnvironment)
{
    private const string Variable = "ADMIN_TOKEN";

    public static bool IsInEnvironment => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Refuses a token that is too short or a sample; makes one where there is none.</summary>
    public static AdminCredentials ReadOrMake(DataFolder folder)
    {
        var credentials = Read(() => AdminTokenFile.ReadOrMake(folder));
        return credentials.ToAdminTokens().Fault is { } fault
            ? throw new CommandFailedException(credentials.FromEnvironment ? fault : $"{folder.AdminToken} holds no good token: {fault}")
            : credentials;
    }

    /// <summary>What to show to a running server; null when neither place has a token.</summary>
    public static string? Find(DataFolder folder) =>
        Environment.GetEnvironmentVariable(Variable) ?? AdminTokenFile.Find(folder)?.Current;

    public AdminTokens ToAdminTokens() => AdminTokens.From(Current, Previous);

    private static AdminCredentials Read(Func<AdminTokenFile> file)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } token)
        {
            return new AdminCredentials(token, Environment.GetEnvironmentVariable(Variable + "_PREVIOUS"), true);
        }

        var kept = file();
        return new AdminCredentials(kept.Current, kept.Previous, false);
    }
}
