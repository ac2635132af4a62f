namespace AgentMonitor.Sqlite.Native;

/// <summary>Keeps a data folder for one process; the operating system lets go of it when the process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreOpenException($"The data folder {folder} cannot be written to.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreOpenException(
                $"The data folder {folder} is in use by another AgentMonitor process. Stop it, or choose another folder with --data.",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
