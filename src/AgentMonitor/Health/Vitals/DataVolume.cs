namespace AgentMonitor.Health.Vitals;

/// <summary>The volume that a host's data folder is on. A host that keeps nothing on its own disks has none.</summary>
public sealed class DataVolume(string folder)
{
    /// <summary>Null while the volume cannot be asked.</summary>
    public (long FreeBytes, long TotalBytes)? Find()
    {
        try
        {
            // Windows goes by the drive, the others by whatever is mounted there.
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
            return drive.TotalSize > 0 ? (drive.AvailableFreeSpace, drive.TotalSize) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
