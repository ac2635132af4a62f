using System.Runtime.InteropServices;
using SQLitePCL;

namespace AgentMonitor.Sqlite.Native;

/// <summary>
/// What the operating system said when a connection last failed to read or write its files. SQLite's own
/// <c>sqlite3_system_errno</c> reads errno too late, after a rollback has made other calls; each open file remembers.
/// </summary>
internal static class SystemErrors
{
    // Of sqlite3.h.
    private const int LastErrno = 4;
    private const int JournalPointer = 28;

    // In sqlite3_io_methods: a version, nine functions before it, each as wide as a pointer.
    private const int FileControlPlace = 10;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int FileControl(nint file, int operation, out int answer);

    /// <summary>Of the database file and of its write-ahead log; 0 where there was no error.</summary>
    public static int[] Of(sqlite3 database)
    {
        _ = sqlite3_file_control(database, 0, LastErrno, out var answer);
        _ = sqlite3_file_control(database, 0, JournalPointer, out var log);
        return [(int)answer, OfFile(log)];
    }

    private static int OfFile(nint file)
    {
        if (file == 0 || Marshal.ReadIntPtr(file) is not (not 0 and var methods))
        {
            return 0;
        }

        var control = Marshal.GetDelegateForFunctionPointer<FileControl>(Marshal.ReadIntPtr(methods, FileControlPlace * nint.Size));
        return control(file, LastErrno, out var error) == raw.SQLITE_OK ? error : 0;
    }

    [DllImport("e_sqlite3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_file_control(sqlite3 database, nint schema, int operation, out nint answer);
}
