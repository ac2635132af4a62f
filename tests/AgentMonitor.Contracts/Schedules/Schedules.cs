using AgentMonitor.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>Makes schedules, and makes those that fail smaller.</summary>
internal static class Schedules
{
    /// <summary>Any schedule; a split only does something where there are shards.</summary>
    public static Arbitrary<Schedule> Any { get; } = Arb.From(
        from events in Event().ListOf() select new Schedule([.. events]),
        Smaller);

    private static Gen<ScheduleEvent> Event()
    {
        var any = Gen.Choose(0, 1_000_000);
        return Gen.Frequency(
            (6, from seed in any from count in Gen.Choose(1, 5) select (ScheduleEvent)new Arrive(seed, count)),
            (1, from which in any select (ScheduleEvent)new Repeat(which)),
            (2, from seed in any select (ScheduleEvent)new Start(seed)),
            (2, from which in any from seed in any select (ScheduleEvent)new Finish(which, seed)),
            (1, from which in any select (ScheduleEvent)new Sweep(which)),
            (1, from seed in any select (ScheduleEvent)new ArrivePoison(seed)),
            (1, from which in any select (ScheduleEvent)new Requeue(which)),
            (1, Gen.Constant((ScheduleEvent)new Upgrade())),
            (1, from user in any from cut in Crash() select (ScheduleEvent)new Forget(user, cut)),
            (8, Delivery()),
            (2, from lease in any from limit in Gen.Choose(1, 9) select (ScheduleEvent)new Race(lease, limit)),
            (2, from lease in any from back in Gen.Choose(1, 12) select (ScheduleEvent)new Rewind(lease, back == 12 ? int.MaxValue : back)),
            (1, from lease in any select (ScheduleEvent)new Split(lease)),
            (1, Recount()),
            (1, from seed in any select (ScheduleEvent)new Reprice(seed)),
            (1, from lease in any from owner in Gen.Choose(0, 1) select (ScheduleEvent)new Learn(lease, owner)),
            (1, from seed in any from crash in Crash() select (ScheduleEvent)new CarryOut(seed, crash)),
            (1, Gen.Frequency(
                (1, from which in any select (ScheduleEvent)new Tamper(which)),
                (2, from which in any from kind in Gen.Elements(Enum.GetValues<DamageKind>()) select (ScheduleEvent)new Damage(which, kind)),
                (3, from lease in any select (ScheduleEvent)new Split(lease)))));
    }

    private static Gen<ScheduleEvent> Delivery() =>
        from lease in Gen.Choose(0, 11)
        from owner in Gen.Choose(0, 1)
        from limit in Gen.Choose(1, 12)
        from times in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from crash in Crash()
        select (ScheduleEvent)new Deliver(lease, owner, limit, times, crash);

    private static Gen<ScheduleEvent> Recount() =>
        from repair in Gen.Elements(true, false)
        from seed in Gen.Choose(0, 1_000_000)
        from crash in Crash()
        select (ScheduleEvent)new Reconcile(repair, seed, crash);

    private static Gen<int?> Crash() => Gen.Frequency(
        (2, Gen.Constant<int?>(null)),
        (1, from writes in Gen.Choose(0, 30) select (int?)writes));

    // Halves, quarters and so on are left out before single events are: the fewest tries for what does not matter.
    private static IEnumerable<Schedule> Smaller(Schedule schedule)
    {
        for (var length = schedule.Events.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < schedule.Events.Length; start += length)
            {
                yield return new Schedule(schedule.Events.RemoveRange(start, Math.Min(length, schedule.Events.Length - start)));
            }
        }
    }
}
