using System.Runtime.InteropServices;

namespace AgentMonitor.Server.Commands;

/// <summary>
/// Ctrl+C and SIGTERM as a token, so that a command stops between two steps. A second one ends the process. A limit on
/// the size of files does not: it is an error of the write that met it.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Of Linux and macOS; the runtime has no name for it.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        .. OperatingSystem.IsWindows() ? [] : new[] { PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true) },
    ];

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
