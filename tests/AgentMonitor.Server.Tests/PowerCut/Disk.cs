namespace AgentMonitor.Server.Tests.PowerCut;

/// <summary>
/// A folder on a disk whose power can go. The model is that of a file system that journals names and promises nothing
/// about data: a flush of a file makes durable what was written to it before the flush began, its length, its name and
/// every change of a name before that; a flush of the folder makes all names durable. Of what was written since, any
/// part may be on disk and any part not, in no order, cut at sectors; a file that grew without its data holds zeros
/// there. Of the names that were made, changed and removed since, the last few may be missing. The folder itself is
/// there.
/// </summary>
internal sealed class Disk
{
    private readonly Dictionary<string, DiskFile> _files = [];
    private readonly Dictionary<string, DiskFile> _durable = [];
    private readonly List<(string? Removed, string? Added, DiskFile? File)> _names = [];

    /// <summary>How many writes could be lost at this moment.</summary>
    public int Pending => _files.Values.Sum(file => file.Pending);

    public void Apply(DiskCall call)
    {
        switch (call.Kind)
        {
            case DiskCallKind.Create:
                Name(null, call.Path, new DiskFile());
                break;
            case DiskCallKind.Rename:
                Name(call.Path, call.Target!, _files[call.Path]);
                break;
            case DiskCallKind.Unlink:
                Name(call.Path, null, null);
                break;
            case DiskCallKind.Sync:
                Sync(call);
                break;
            default:
                _files[call.Path].Add(call);
                break;
        }
    }

    /// <summary>The power goes: writes to <paramref name="folder"/> what the disk may hold then. The disk is of no use afterwards.</summary>
    public void Cut(Random random, string folder)
    {
        // From a disk that had written nearly nothing to one that had written nearly all.
        var kept = random.Next(4) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        Settle(_names.Take(random.Next(_names.Count + 1)), _durable);
        foreach (var (path, file) in _durable)
        {
            file.Cut(random, kept);
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), file.Bytes);
        }
    }

    /// <summary>The files as programs see them, by name.</summary>
    public Dictionary<string, byte[]> Contents() => _files.ToDictionary(
        file => Path.GetFileName(file.Key),
        file =>
        {
            file.Value.Cut(new Random(0), kept: 1.0);
            return file.Value.Bytes.ToArray();
        });

    private void Name(string? removed, string? added, DiskFile? file)
    {
        _names.Add((removed, added, file));
        Settle([(removed, added, file)], _files);
    }

    private void Sync(DiskCall call)
    {
        var isFile = _files.TryGetValue(call.Path, out var file);
        file?.Flush(call);
        var names = isFile ? _names.FindLastIndex(name => name.File == file) + 1 : _names.Count;
        Settle(_names.Take(names), _durable);
        _names.RemoveRange(0, names);
    }

    private static void Settle(IEnumerable<(string? Removed, string? Added, DiskFile? File)> names, Dictionary<string, DiskFile> to)
    {
        foreach (var (removed, added, file) in names)
        {
            if (removed is not null)
            {
                to.Remove(removed);
            }

            if (added is not null)
            {
                to[added] = file!;
            }
        }
    }
}
