using AgentMonitor.Server.Delivery;

namespace AgentMonitor.Server.Tests.Delivery;

/// <summary>Answers what it is told to, in order, then takes everything; keeps what it was given.</summary>
internal sealed class ScriptedDelivery(params Delivered[] answers) : IDelivery
{
    private readonly Queue<Delivered> _answers = new(answers);

    public List<RecordBatch> Batches { get; } = [];

    public Task<Delivered> DeliverAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        Batches.Add(batch);
        return Task.FromResult(
            _answers.TryDequeue(out var answer) ? answer : new Delivered.Taken(batch.Count, 0, []));
    }
}
