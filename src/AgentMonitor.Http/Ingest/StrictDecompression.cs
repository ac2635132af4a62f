using System.Runtime.CompilerServices;

namespace AgentMonitor.Http.Ingest;

/// <summary>
/// Without this switch a compressed body that was cut off ends like a whole one, and lines that never arrived would
/// go missing in silence. The framework reads it once, at its first decompression, so it is set as early as can be.
/// </summary>
internal static class StrictDecompression
{
#pragma warning disable CA2255 // Anything later could come after that first time.
    [ModuleInitializer]
    internal static void TurnOn() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
#pragma warning restore CA2255
}
