using System.Collections.Frozen;
using System.Reflection;

namespace AgentMonitor.Http.Page;

/// <summary>
/// The page, embedded in an assembly and read once. Files are found by exact name only, so no path leads out.
/// </summary>
public sealed class PageFiles
{
    private const string Prefix = "wwwroot/";

    private const string Index = "index.html";

    private readonly FrozenDictionary<string, PageFile> _files;

    private PageFiles(IEnumerable<KeyValuePair<string, PageFile>> files) =>
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);

    public static PageFiles From(Assembly assembly)
    {
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // Resource names carry the separators of the machine that built them.
            var path = name.Replace('\\', '/');
            if (path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                files.Add(path[Prefix.Length..], PageFile.From(path[Prefix.Length..], bytes.ToArray()));
            }
        }

        return new PageFiles(files);
    }

    /// <summary>The file; a deep link (no extension) is the page itself. Null: there is none.</summary>
    internal PageFile? Find(string path) =>
        _files.GetValueOrDefault(path) ?? (Path.HasExtension(path) ? null : _files.GetValueOrDefault(Index));
}
