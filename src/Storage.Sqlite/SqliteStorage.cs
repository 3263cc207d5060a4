using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

public static class SqliteStorage
{
    public static IServiceCollection AddSqlite(this IServiceCollection services, string folder) => services
        .AddSingleton(new SqliteFile(Path.Combine(folder, "nameplate.db")))
        .AddSingleton<IDialect, SqliteDialect>()
        .AddSingleton<SqliteWriter>().AddSingleton<IRawConnections, SqliteConnections>().AddSingleton<IRecordsCopy, SqliteCopy>().AddSingleton<IStorageCheck, SqliteCheck>()
        .AddDbContext<AppDb>((s, o) => o
            .UseSqlite(s.GetRequiredService<SqliteFile>().ConnectionString, x => x.MigrationsAssembly(typeof(SqliteStorage).Assembly.GetName().Name)
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))      // one parameter a value, as is usual, takes SQLite the square of their number
            .AddInterceptors(s.GetRequiredService<SqliteWriter>(), AlwaysInTransaction.Instance));

    /// <summary>For a command line that explains an error before anything was composed.</summary>
    public static IDialect Dialect(string folder) => new SqliteDialect(new SqliteFile(Path.Combine(folder, "nameplate.db")), new Served(() => false));

    /// <summary>A save of one statement opens a transaction too, so that it passes the gate.</summary>
    sealed class AlwaysInTransaction : SaveChangesInterceptor
    {
        public static readonly AlwaysInTransaction Instance = new();

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            return new(result);
        }
    }
}
