using Microsoft.Data.Sqlite;

namespace Nameplate.Storage.Sqlite;

/// <summary>
/// Carries the write-ahead log into the database beside the writers. Left to itself SQLite does so inside whichever commit finds the log long,
/// and a scan would wait for the pages of an import.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteFile file, WriteTurns turns)
{
    /// <summary>What a log is cut to when it begins anew; a longer one waits to be carried over.</summary>
    public const int Short = 2 << 20;
    const int Long = 2 * Short, FewPages = 200, Rounds = 5, RestMilliseconds = 20;

    int running;
    long restUntil;

    /// <summary>After a commit; returns at once.</summary>
    public void Look()
    {
        if (Volatile.Read(ref running) != 0 || Environment.TickCount64 < Volatile.Read(ref restUntil)) return;
        if (new FileInfo(file.Path + "-wal") is not { Exists: true, Length: > Long }) return;
        if (Interlocked.Exchange(ref running, 1) == 0) _ = Task.Run(CarryOver);
    }

    void CarryOver()
    {
        try
        {
            using var connection = new SqliteConnection(file.ConnectionString);
            connection.Open();
            SqliteWriter.Prepare(connection);
            var (done, before) = (CarryOver(connection), 0L);
            for (var round = 0; round < Rounds && done - before > FewPages; round++) (done, before) = (CarryOver(connection), done);      // writers go on meanwhile
            turns.Enter();      // the few that are left: the next writer begins the log anew
            try { CarryOver(connection); }
            finally { turns.Leave(); }
        }
        catch (SqliteException) { /* the file is gone or the disk full: the writers will say so */ }
        finally
        {
            Volatile.Write(ref restUntil, Environment.TickCount64 + RestMilliseconds);
            Volatile.Write(ref running, 0);
        }
    }

    /// <returns>How many pages of the log are in the database now.</returns>
    static long CarryOver(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(passive)";
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetInt64(2) : 0;
    }
}
