using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

public static class PostgresStorage
{
    public static IServiceCollection AddPostgres(this IServiceCollection services, string connection) => services
        .AddSingleton<IDialect, PostgresDialect>().AddSingleton<IRawConnections>(new PostgresConnections(connection)).AddSingleton<IStorageCheck, PostgresCheck>()
        .AddSingleton<IRecordsCopy>(services => new PostgresCopy(connection, services.GetRequiredService<LogPlaces>()))
        .AddSingleton<TellRole>().AddSingleton<PostgresStatistics>()
        .AddSingleton(_ => NpgsqlDataSource.Create(connection))
        .AddDbContext<AppDb>((s, o) => o
            .UseNpgsql(s.GetRequiredService<NpgsqlDataSource>(), x => x.MigrationsAssembly(typeof(PostgresStorage).Assembly.GetName().Name))
            .AddInterceptors(s.GetRequiredService<TellRole>()));

    /// <summary>For a command line that explains an error before anything was composed.</summary>
    public static IDialect Dialect() => new PostgresDialect();

    /// <summary>What is wrong with a connection string, or null.</summary>
    public static string? WrongForm(string connection)
    {
        try { return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Host) ? "--postgres names no host. Write it like “Host=127.0.0.1;Username=nameplate;Password=…;Database=nameplate”." : null; }
        catch (ArgumentException error) { return $"--postgres is not a connection string: {error.Message.Split('\n')[0].TrimEnd('.')}. Write it like “Host=127.0.0.1;Username=nameplate;Password=…;Database=nameplate”."; }
    }
}
