using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddAgentMonitorFunctions(FunctionsSettings.Read(builder.Configuration));
await builder.Build().RunAsync();
