using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform;

/// <summary>What a module brings to the machinery of all.</summary>
public static class Contributions
{
    public static IServiceCollection AddSubscriber<T>(this IServiceCollection services) where T : class, ISubscriber =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<T>());

    public static IServiceCollection AddFollower<TRow, T>(this IServiceCollection services) where TRow : class, ILogRow where T : class, IFollower<TRow> =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<TRow, T>());

    /// <param name="services">The services.</param>
    /// <param name="needs">The permission to import files of this kind.</param>
    public static IServiceCollection AddImport<T>(this IServiceCollection services, string needs) where T : class, IImport =>
        services.AddScoped<T>().AddSingleton(new ImportKind(T.Kind, T.Columns, typeof(T), needs) { Read = T.Read });

    /// <param name="services">The services.</param>
    /// <param name="needs">The permission to see these rows.</param>
    public static IServiceCollection AddExport<T>(this IServiceCollection services, string needs) where T : class, IExport =>
        services.AddScoped<T>().AddSingleton(new ExportKind(T.Kind, T.Columns, typeof(T), needs));

    public static IServiceCollection AddJob<T>(this IServiceCollection services, TimeSpan? every = null) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(T.Kind, typeof(T), every));

    /// <summary>A list of the console, also for what is done to many of its rows.</summary>
    public static IServiceCollection AddList<T>(this IServiceCollection services) where T : class, IConsoleList => services.AddScoped<T>().AddScoped<IConsoleList>(s => s.GetRequiredService<T>());

    public static IServiceCollection AddBulk<T>(this IServiceCollection services) where T : class, IBulkAction => services.AddScoped<IBulkAction, T>();
}
