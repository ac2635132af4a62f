using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public static class FunctionsApplication
    {
        public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw Surface.HasNoBehaviour();
    }

    public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder
    {
        public IDictionary<object, object> Properties => throw Surface.HasNoBehaviour();

        public IConfigurationManager Configuration => throw Surface.HasNoBehaviour();

        public IHostEnvironment Environment => throw Surface.HasNoBehaviour();

        public ILoggingBuilder Logging => throw Surface.HasNoBehaviour();

        public IMetricsBuilder Metrics => throw Surface.HasNoBehaviour();

        public IServiceCollection Services => throw Surface.HasNoBehaviour();

        public void ConfigureContainer<TContainerBuilder>(
            IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
            where TContainerBuilder : notnull => throw Surface.HasNoBehaviour();

        public IHost Build() => throw Surface.HasNoBehaviour();
    }

    public static class FunctionsApplicationBuilderAspNetCoreExtensions
    {
        public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) =>
            throw Surface.HasNoBehaviour();
    }

    internal static class Surface
    {
        public static NotSupportedException HasNoBehaviour() => new("The reference surface is there to compile against.");
    }
}
