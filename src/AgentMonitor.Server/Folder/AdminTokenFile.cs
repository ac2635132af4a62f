using System.Text;

namespace AgentMonitor.Server.Folder;

/// <summary>
/// The admin token that the server made for itself: the valid one on the first line, and on the second, after a
/// rotation, the one before it, which is valid too until the next rotation.
/// </summary>
internal sealed record AdminTokenFile(string Current, string? Previous)
{
    public static AdminTokenFile ReadOrMake(DataFolder folder)
    {
        if (Find(folder) is { } kept)
        {
            return kept;
        }

        var made = new AdminTokenFile(Tokens.Make(), null);
        made.Save(folder);
        return made;
    }

    public static AdminTokenFile? Find(DataFolder folder)
    {
        if (!File.Exists(folder.AdminToken))
        {
            return null;
        }

        var lines = File.ReadAllLines(folder.AdminToken).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        return lines.Length == 0 ? null : new AdminTokenFile(lines[0], lines.ElementAtOrDefault(1));
    }

    public AdminTokenFile Rotate(bool keepPrevious) => new(Tokens.Make(), keepPrevious ? Current : null);

    public void Save(DataFolder folder) =>
        PrivateFile.Write(folder.AdminToken, Encoding.UTF8.GetBytes(Current + "\n" + (Previous is null ? "" : Previous + "\n")));
}
