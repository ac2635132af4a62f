using System.Text.Json;

namespace AgentMonitor.Server.Folder;

/// <summary>Where the server that holds a data folder answers. Written when it is ready, removed when it stops.</summary>
internal sealed record RunningServer(Uri Url, int Pid)
{
    /// <summary>
    /// The server that holds the folder now, or null. What a server that died has left behind does not count: the
    /// operating system lets go of its lock.
    /// </summary>
    public static RunningServer? Find(DataFolder folder)
    {
        if (!IsHeld(folder.Lock))
        {
            return null;
        }

        return Read(folder.RunningServer) ?? throw new FolderException(
            $"Another AgentMonitor process holds {folder.FullPath} and is no server (or not ready yet). Try again when it is done.");
    }

    public void Announce(DataFolder folder) =>
        PrivateFile.Write(folder.RunningServer, JsonSerializer.SerializeToUtf8Bytes(this, FolderJson.Default.RunningServer));

    public static void Withdraw(DataFolder folder) => File.Delete(folder.RunningServer);

    private static RunningServer? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), FolderJson.Default.RunningServer);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private static bool IsHeld(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
