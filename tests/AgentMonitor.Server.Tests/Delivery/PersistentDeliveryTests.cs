using AgentMonitor.Server.Delivery;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Server.Tests.Delivery;

public sealed class PersistentDeliveryTests
{
    private static readonly RecordBatch Four = new([[1], [2], [3], [4]], [1, 2, 3, 4]);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 10, 20, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_busy_receiver_is_asked_again_no_sooner_than_it_said()
    {
        var receiver = new ScriptedDelivery(new Delivered.Busy(TimeSpan.FromSeconds(7), "full"));
        var delivery = new PersistentDelivery(receiver, _clock).DeliverAsync(Four, default);

        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(receiver.Batches);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(4, Assert.IsType<Delivered.Taken>(await delivery).Accepted);
        Assert.Equal(2, receiver.Batches.Count);
    }

    [Fact]
    public async Task A_batch_that_is_too_large_goes_out_in_halves_and_rejections_keep_their_places()
    {
        var receiver = new ScriptedDelivery(
            new Delivered.TooLarge(),
            new Delivered.Taken(2, 0, []),
            new Delivered.Taken(1, 0, [new Rejection(1, "bad")]));

        var taken = Assert.IsType<Delivered.Taken>(await new PersistentDelivery(receiver, _clock).DeliverAsync(Four, default));

        Assert.Equal([4, 2, 2], receiver.Batches.Select(batch => batch.Count));
        Assert.Equal(3, taken.Accepted);
        Assert.Equal(3, Assert.Single(taken.Rejections).Index);
    }

    [Fact]
    public async Task A_single_record_that_is_too_large_is_rejected()
    {
        var one = new RecordBatch([[1]], [1]);

        var delivered = await new PersistentDelivery(new ScriptedDelivery(new Delivered.TooLarge()), _clock).DeliverAsync(one, default);

        Assert.Single(Assert.IsType<Delivered.Taken>(delivered).Rejections);
    }

    [Fact]
    public async Task It_gives_up_after_two_minutes_with_a_sentence()
    {
        var busy = Enumerable.Repeat<Delivered>(new Delivered.Busy(TimeSpan.FromMinutes(1), "full"), 10).ToArray();
        var delivery = new PersistentDelivery(new ScriptedDelivery(busy), _clock).DeliverAsync(Four, default);

        while (!delivery.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        var fault = await Assert.ThrowsAsync<DeliveryException>(() => delivery);
        Assert.Contains("run the same command again", fault.Message, StringComparison.Ordinal);
    }
}
