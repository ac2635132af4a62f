using System.CommandLine;
using AgentMonitor.Access;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Commands;

/// <summary>
/// <c>token</c>: the admin token and the ingest keys. Works on the data folder's files; a running server notices
/// within a second or two.
/// </summary>
internal static class TokenCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "Who uses the key: letters, digits, dot, dash, underscore; at most 64.",
    };

    private static readonly Option<bool> DropPrevious = new("--drop-previous")
    {
        Description = "Do not leave the token before it valid: whoever still uses it is locked out at once.",
    };

    static TokenCommand() => Name.Validators.Add(result =>
    {
        var name = result.GetValueOrDefault<string>();
        if (name.Length is 0 or > 64 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
        {
            result.AddError("A key's name has 1 to 64 letters, digits, dots, dashes or underscores.");
        }
    });

    public static Command Make(CommandSurroundings surroundings) => new("token", "Show or rotate the admin token; make, list or revoke ingest keys.")
    {
        Sub(surroundings, "show", "Print the admin token that the server made.", DataFolder.OpenExisting, Show),
        With(
            Sub(surroundings, "rotate", "Make a new admin token. The one before it stays valid until the next rotation.", DataFolder.OpenExisting, Rotate),
            DropPrevious),
        new Command("ingest", "The keys that agents send executions with. As long as there is none, processes on this machine need none.")
        {
            With(Sub(surroundings, "create", "Make a key and print it, this once.", DataFolder.Open, Create), Name),
            Sub(surroundings, "list", "List the keys by name; the keys themselves are not kept.", DataFolder.OpenExisting, List),
            With(Sub(surroundings, "revoke", "Refuse a key from now on.", DataFolder.OpenExisting, Revoke), Name),
        },
    };

    private static Command Sub(
        CommandSurroundings surroundings, string name, string description,
        Func<string, DataFolder> open, Action<CommandSurroundings, ParseResult, DataFolder> act)
    {
        var command = new Command(name, description);
        command.SetAction(parsed => surroundings.Run(() =>
        {
            act(surroundings, parsed, open(MonitorSettings.Read(parsed).Server.Data));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Command With(Command command, Option option)
    {
        command.Add(option);
        return command;
    }

    private static Command With(Command command, Argument argument)
    {
        command.Add(argument);
        return command;
    }

    private static void Show(CommandSurroundings surroundings, ParseResult parsed, DataFolder folder)
    {
        RefuseWhenFromEnvironment();
        surroundings.Say(AdminTokenFile.ReadOrMake(folder).Current);
    }

    private static void Rotate(CommandSurroundings surroundings, ParseResult parsed, DataFolder folder)
    {
        RefuseWhenFromEnvironment();
        var rotated = AdminTokenFile.ReadOrMake(folder).Rotate(keepPrevious: !parsed.GetValue(DropPrevious));
        rotated.Save(folder);
        surroundings.Say(rotated.Current);
    }

    private static void Create(CommandSurroundings surroundings, ParseResult parsed, DataFolder folder)
    {
        var name = parsed.GetRequiredValue(Name);
        var ring = KeyRing.Read(folder);
        if (ring.Has(name))
        {
            throw new CommandFailedException($"There is a key named {name} already. Revoke it first, or choose another name.");
        }

        var key = Tokens.Make();
        ring.With(new IngestKey(name, TokenHash.Of(key).ToString(), surroundings.Time.GetUtcNow())).Save(folder);
        surroundings.Say(key);
    }

    private static void List(CommandSurroundings surroundings, ParseResult parsed, DataFolder folder)
    {
        foreach (var key in KeyRing.Read(folder).IngestKeys)
        {
            surroundings.Say($"{key.Name}  created {key.CreatedAt:yyyy-MM-dd HH:mm} UTC");
        }
    }

    private static void Revoke(CommandSurroundings surroundings, ParseResult parsed, DataFolder folder)
    {
        var name = parsed.GetRequiredValue(Name);
        var ring = KeyRing.Read(folder);
        if (!ring.Has(name))
        {
            throw new CommandFailedException($"There is no key named {name}. See them with: token ingest list");
        }

        ring.Without(name).Save(folder);
        surroundings.Say($"{name} is revoked.");
    }

    private static void RefuseWhenFromEnvironment()
    {
        if (AdminCredentials.IsInEnvironment)
        {
            throw new CommandFailedException(
                "ADMIN_TOKEN is set, so the data folder's token is not in use. To rotate it, move its value to ADMIN_TOKEN_PREVIOUS, "
                + "set a new one and restart the server.");
        }
    }
}
