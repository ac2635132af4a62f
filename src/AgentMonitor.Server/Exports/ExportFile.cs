namespace AgentMonitor.Server.Exports;

/// <summary>
/// The file an export goes to. It carries its name only once it is whole: until then it ends in <c>.part</c>, and one
/// that was not finished is deleted.
/// </summary>
internal static class ExportFile
{
    /// <summary>Answers how many bytes the file has; tells <paramref name="progress"/> on the way.</summary>
    public static async Task<long> WriteAsync(
        string path, Stream source, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        try
        {
            var length = await CopyAsync(source, part, progress, cancellationToken);
            File.Move(part, path, overwrite: true);
            return length;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<long> CopyAsync(
        Stream source, string path, IProgress<long> progress, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        var buffer = new byte[64 * 1024];
        var length = 0L;
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress.Report(length += read);
        }

        return length;
    }
}
