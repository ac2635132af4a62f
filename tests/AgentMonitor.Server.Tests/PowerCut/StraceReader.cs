using System.Globalization;
using System.Text;

namespace AgentMonitor.Server.Tests.PowerCut;

/// <summary>
/// Reads what <c>strace -f -y -xx -ttt -T</c> wrote. A call that another thread's call interrupts comes in two lines;
/// what it wrote stands in the first, and what came of it in the second.
/// </summary>
internal sealed class StraceReader(string folder)
{
    /// <summary>Everything that can change a file, plus what makes changes durable.</summary>
    public const string Calls =
        "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,truncate,ftruncate,fallocate,copy_file_range,sendfile,rename,renameat,renameat2,"
        + "unlink,unlinkat,link,linkat,fsync,fdatasync,sync_file_range,syncfs,sync,msync";

    private const string Unfinished = " <unfinished ...>";

    private readonly Dictionary<string, (string Call, long StartedAt)> _open = [];
    private readonly HashSet<string> _files = [];
    private readonly List<DiskCall> _calls = [];

    /// <summary>The calls that concern files of the folder, in the order in which they ended.</summary>
    public static List<DiskCall> Read(IEnumerable<string> traces, string folder)
    {
        var reader = new StraceReader(folder);
        foreach (var line in traces.SelectMany(File.ReadLines))
        {
            reader.Take(line);
        }

        return [.. reader._calls.OrderBy(call => call.EndedAt)];
    }

    private void Take(string line)
    {
        var rest = line.AsSpan();
        var thread = Cut(ref rest, ' ').ToString();
        rest = rest.TrimStart();
        var at = Micros(Cut(ref rest, ' '));
        if (rest.StartsWith("<... "))
        {
            var (call, startedAt) = _open[thread];
            Take(string.Concat(call, rest[(rest.IndexOf('>') + 1)..]), startedAt);
        }
        else if (rest.EndsWith(Unfinished))
        {
            _open[thread] = (rest[..^Unfinished.Length].ToString(), at);
        }
        else if (rest.Contains('(') && !rest.StartsWith("---") && !rest.StartsWith("+++"))
        {
            Take(rest.ToString(), at);
        }
    }

    // name(arguments) = result <seconds>; a call that the end of the process cut short has no result.
    private void Take(string call, long startedAt)
    {
        var equals = call.LastIndexOf(") = ", StringComparison.Ordinal);
        var result = call[(equals + 4)..];
        if (equals < 0 || result.StartsWith('-') || result.StartsWith('?'))
        {
            return;
        }

        var took = (long)(double.Parse(result[(result.LastIndexOf('<') + 1)..^1], CultureInfo.InvariantCulture) * 1e6);
        var name = call[..call.IndexOf('(', StringComparison.Ordinal)];
        var arguments = call[(name.Length + 1)..equals].TrimEnd().Split(", ");
        Take(name, arguments, startedAt, startedAt + took);
    }

    private void Take(string name, string[] arguments, long from, long to)
    {
        if (name == "openat")
        {
            Open(TextOf(arguments[1]), arguments[2], from, to);
            return;
        }

        var path = name is "rename" or "unlink" ? TextOf(arguments[0]) : name is "unlinkat" ? TextOf(arguments[1]) : PathOf(arguments[0]);
        if (path != folder && !IsKept(path))
        {
            return;
        }

        _calls.Add(name switch
        {
            "pwrite64" => new DiskCall(DiskCallKind.Write, path, from, to, Number(arguments[3]), Bytes(arguments[1])),
            "ftruncate" => new DiskCall(DiskCallKind.Truncate, path, from, to, Number(arguments[1])),
            "fsync" or "fdatasync" => new DiskCall(DiskCallKind.Sync, path, from, to),
            "unlink" or "unlinkat" => new DiskCall(DiskCallKind.Unlink, path, from, to),
            "rename" => new DiskCall(DiskCallKind.Rename, path, from, to, Target: TextOf(arguments[1])),
            _ => throw new NotSupportedException($"{name} on {path} has no place in the model of the disk."),
        });
        if (name is "unlink" or "unlinkat" or "rename")
        {
            _files.Remove(path);
        }

        if (name == "rename")
        {
            _files.Add(TextOf(arguments[1]));
        }
    }

    private void Open(string path, string flags, long from, long to)
    {
        if (!IsKept(path))
        {
            return;
        }

        if (flags.Contains("O_CREAT", StringComparison.Ordinal) && _files.Add(path))
        {
            _calls.Add(new DiskCall(DiskCallKind.Create, path, from, to));
        }
        else if (flags.Contains("O_TRUNC", StringComparison.Ordinal))
        {
            _calls.Add(new DiskCall(DiskCallKind.Truncate, path, from, to));
        }
    }

    // Neither the wal-index, which is made anew from the write-ahead log, nor a lock means anything after a power cut.
    private bool IsKept(string path) =>
        Path.GetDirectoryName(path) == folder && !path.EndsWith("-shm", StringComparison.Ordinal) && Path.GetFileName(path) != "lock";

    // 45<\x2f\x74…>
    private static string PathOf(string descriptor) =>
        descriptor.IndexOf('<', StringComparison.Ordinal) is > 0 and var at ? Encoding.UTF8.GetString(Bytes(descriptor[at..])) : "";

    private static string TextOf(string quoted) => Encoding.UTF8.GetString(Bytes(quoted));

    // \x2f\x74… between two quotation marks or brackets.
    private static byte[] Bytes(string hex)
    {
        if (hex.EndsWith("...", StringComparison.Ordinal))
        {
            throw new NotSupportedException("The tracer shortened what was written.");
        }

        var bytes = new byte[(hex.Length - 2) / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digit(hex[3 + (4 * i)]) << 4) | Digit(hex[4 + (4 * i)]));
        }

        return bytes;
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Micros(ReadOnlySpan<char> seconds) =>
        (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * 1_000_000);

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest, char at)
    {
        var length = rest.IndexOf(at);
        var cut = rest[..length];
        rest = rest[(length + 1)..];
        return cut;
    }
}
