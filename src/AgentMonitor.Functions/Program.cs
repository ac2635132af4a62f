using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

// The framework's request log would hold addresses with whatever somebody put in their query.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

var settings = FunctionsSettings.Read(builder.Configuration);
builder.Services.AddStore(settings);
builder.Services.AddAgentMonitorFunctions(settings);
await builder.Build().RunAsync();
