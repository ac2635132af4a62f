using AgentMonitor.Server.Commands;

return await CommandLine.RunAsync(args);
