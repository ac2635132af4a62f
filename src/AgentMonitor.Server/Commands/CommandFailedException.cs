namespace AgentMonitor.Server.Commands;

/// <summary>Ends a command with exit code 1; the message is a sentence for the person who gave it.</summary>
internal class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
