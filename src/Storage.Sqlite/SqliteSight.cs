using SQLitePCL;

namespace Nameplate.Storage.Sqlite;

/// <summary>Many small reads in one transaction: each by itself would lock the file and unlock it again, which costs more than the look.</summary>
internal sealed class SqliteSight : IDisposable
{
    readonly sqlite3? database;

    public SqliteSight(sqlite3 database)
    {
        if (raw.sqlite3_get_autocommit(database) == 0) return;      // there is one already
        raw.sqlite3_exec(database, "begin");
        this.database = database;
    }

    public void Dispose()
    {
        if (database is not null) raw.sqlite3_exec(database, "commit");
    }
}
