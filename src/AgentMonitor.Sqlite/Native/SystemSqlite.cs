using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>
/// The operating system's own SQLite, which it keeps patched; none is shipped. <c>RETURNING</c> and upserts ask for
/// 3.35 or newer.
/// </summary>
internal static class SystemSqlite
{
    public const string HowToInstall =
        "Install SQLite 3.35 or newer: 'apt-get install libsqlite3-0' on Debian and Ubuntu, 'apk add sqlite-libs' on " +
        "Alpine, 'dnf install sqlite-libs' on Fedora; macOS and Windows bring their own.";

    private const int OldestVersion = 3_035_000;

    private static readonly Lazy<nint> Library = new(LoadLibrary);
    private static readonly Lazy<string> LoadedVersion = new(Load);

    /// <summary>Loads the library once; its version, or a <see cref="StoreOpenException"/> that says what to install.</summary>
    public static string EnsureLoaded() => LoadedVersion.Value;

    private static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(SystemSqlite).Assembly, Resolve);
        if (Library.Value == 0)
        {
            throw new StoreOpenException($"The system's SQLite library was not found. {HowToInstall}");
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        var version = raw.sqlite3_libversion().utf8_to_string();
        return raw.sqlite3_libversion_number() >= OldestVersion
            ? version
            : throw new StoreOpenException($"The system's SQLite is {version}, which is too old. {HowToInstall}");
    }

    // Asked once for each imported function, hence the cached handle.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == "e_sqlite3" ? Library.Value : 0;

    private static nint LoadLibrary()
    {
        foreach (var name in Names())
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static string[] Names() =>
        OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];
}
