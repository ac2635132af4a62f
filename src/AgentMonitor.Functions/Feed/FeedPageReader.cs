using AgentMonitor.Projection;

namespace AgentMonitor.Functions.Feed;

/// <summary>Reads the JSON array that the trigger delivers; what cannot be read is set apart in the page.</summary>
public delegate FeedPage FeedPageReader(string documents);
