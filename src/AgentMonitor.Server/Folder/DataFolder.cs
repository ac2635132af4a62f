using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Folder;

/// <summary>
/// The folder that holds everything: the store's files, the admin token, the ingest keys' hashes, what imports
/// remember. Only its owner may enter.
/// </summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public string AdminToken => In("admin-token");

    public string IngestKeys => In("access.json");

    public string RunningServer => In("server.json");

    public string Imports => In("imports");

    /// <summary>Held by the store for as long as it is open.</summary>
    public string Lock => In("lock");

    /// <summary>Makes the folder where there is none; one that is there keeps the rights it has.</summary>
    public static DataFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(full);
            }
            else if (!Directory.Exists(full))
            {
                Directory.CreateDirectory(full, OwnerOnly);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FolderException($"The data folder {full} cannot be made: {exception.Message} Choose another with --data.");
        }

        return new DataFolder(full);
    }

    /// <summary>One that is there: a folder that was mistyped is not made.</summary>
    public static DataFolder OpenExisting(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full)
            ? new DataFolder(full)
            : throw new FolderException($"There is no data folder {full}. Name the data folder with --data.");
    }

    /// <summary>One that holds executions, for who only reads them: a folder that was mistyped is not made.</summary>
    public static DataFolder OpenFilled(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        return File.Exists(folder.In("log.db"))
            ? folder
            : throw new FolderException($"{folder.FullPath} holds no executions. Name the data folder with --data.");
    }

    private string In(string name) => Path.Combine(FullPath, name);
}

/// <summary>The data folder does not allow what was asked; the message is for the person who asked.</summary>
internal sealed class FolderException(string message) : CommandFailedException(message);
