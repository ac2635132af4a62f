using AgentMonitor.Server.Traces;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Server.Tests.Traces;

public sealed class KeptShiftsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_import_moves_the_last_end_to_now()
    {
        var trace = await MakeTraceAsync();

        var shift = await Shifts().ShiftOfAsync(trace, default);

        Assert.Equal(Now, new DateTimeOffset(2023, 1, 1, 0, 0, 2, 500, TimeSpan.Zero) + shift);
    }

    [Fact]
    public async Task Later_imports_of_the_same_file_move_it_just_as_far()
    {
        var first = await Shifts().ShiftOfAsync(await MakeTraceAsync(), default);
        _clock.Advance(TimeSpan.FromHours(1));

        var second = await Shifts().ShiftOfAsync(await MakeTraceAsync(), default);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_file_without_any_time_is_not_moved()
    {
        var trace = await TraceFile.OpenAsync(_folder.Write("t.csv", "agent_name,status\na,success\n"), default);

        Assert.Equal(TimeSpan.Zero, await Shifts().ShiftOfAsync(trace, default));
    }

    private KeptShifts Shifts() => new(_folder.In("imports"), _clock);

    private Task<TraceFile> MakeTraceAsync() => TraceFile.OpenAsync(
        _folder.Write(
            "t.csv",
            "agent_name,status,started_at,execution_time_ms\n"
            + "a,success,2023-01-01T00:00:02Z,500\na,success,2023-01-01T00:00:01Z,1000\n"),
        default);
}
