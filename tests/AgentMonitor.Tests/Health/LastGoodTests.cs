using AgentMonitor.Health.Sections;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Tests.Health;

public sealed class LastGoodTests
{
    private readonly ManualClock _clock = new(Some.Noon);

    private readonly LastGood _kept;

    private readonly List<string> _faults = [];

    public LastGoodTests()
    {
        _kept = new LastGood(_clock);
        _kept.Faulted += (section, _) => _faults.Add(section);
    }

    [Fact]
    public async Task A_section_whose_source_is_away_shows_its_last_good_answer_with_its_time()
    {
        await AskAsync("overview", "", "numbers");
        _clock.Advance(TimeSpan.FromMinutes(5));

        var section = await FailAsync("overview", "");

        Assert.Equal(new Section<string>("numbers", SectionState.Stale, Some.Noon), section);
    }

    [Fact]
    public async Task A_section_that_never_succeeded_is_unavailable_and_nothing_is_made_up()
    {
        Assert.Equal(new Section<string>(null, SectionState.Unavailable, null), await FailAsync("overview", ""));
    }

    [Fact]
    public async Task An_answer_to_another_question_is_no_substitute()
    {
        await AskAsync("overview", "agent=tutor", "the tutor's");

        Assert.Equal(SectionState.Unavailable, (await FailAsync("overview", "agent=quiz")).State);
    }

    [Fact]
    public async Task A_section_comes_back_live()
    {
        await AskAsync("overview", "", "old");
        await FailAsync("overview", "");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            new Section<string>("new", SectionState.Live, Some.Noon.AddSeconds(1)), await AskAsync("overview", "", "new"));
    }

    [Fact]
    public async Task A_failure_is_told_once_until_the_next_success()
    {
        await FailAsync("overview", "");
        await FailAsync("overview", "");
        await AskAsync("overview", "", "numbers");
        await FailAsync("overview", "");
        await FailAsync("users", "");

        Assert.Equal(["overview", "overview", "users"], _faults);
    }

    [Fact]
    public async Task A_section_that_hangs_is_not_waited_for()
    {
        await AskAsync("overview", "", "numbers");
        var reached = new TaskCompletionSource();
        var asked = _kept.AskAsync<string>("overview", "", async _ =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return "";
        }, CancellationToken.None);
        await reached.Task;

        _clock.Advance(LastGood.Patience);

        Assert.Equal("numbers", (await asked).Value);
    }

    [Fact]
    public async Task Whoever_goes_away_is_not_answered()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _kept.AskAsync("overview", "", _ => Task.FromResult("numbers"), gone.Token));
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task What_is_remembered_is_bounded_and_the_oldest_makes_room()
    {
        for (var i = 0; i < 1000; i++)
        {
            await AskAsync("overview", $"agent={i}", "numbers");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_kept.Count, 1, 200);
        Assert.Equal(SectionState.Stale, (await FailAsync("overview", "agent=999")).State);
        Assert.Equal(SectionState.Unavailable, (await FailAsync("overview", "agent=0")).State);
    }

    [Fact]
    public async Task A_set_says_how_each_of_its_sections_came_out()
    {
        await AskAsync("users", "", "old users");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var set = new SectionSet(_kept, "", CancellationToken.None);

        var answers = await Task.WhenAll(
            set.AskAsync("overview", _ => Task.FromResult("numbers")),
            set.AskAsync("users", Fail),
            set.AskAsync("errors", Fail));

        Assert.Equal(("numbers", "old users", null), (answers[0], answers[1], answers[2]));
        Assert.Equal(
            [("errors", SectionState.Unavailable), ("overview", SectionState.Live), ("users", SectionState.Stale)],
            set.States.Select(section => (section.Key, section.Value)));
        Assert.Equal(Some.Noon, Assert.Single(set.StaleSince).Value);
        Assert.Equal(SectionState.Stale, set.State);
    }

    private Task<Section<string>> AskAsync(string section, string asked, string answer) =>
        _kept.AskAsync(section, asked, _ => Task.FromResult(answer), CancellationToken.None);

    private Task<Section<string>> FailAsync(string section, string asked) =>
        _kept.AskAsync(section, asked, Fail, CancellationToken.None);

    private static Task<string> Fail(CancellationToken cancellationToken) => throw new InvalidOperationException("away");
}
