using System.Data.Common;
using Microsoft.Data.Sqlite;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite;

internal sealed class SqliteConnections(SqliteFile file, SqliteWriter writer) : IRawConnections
{
    public DbConnection OpenAcrossBrands()
    {
        var connection = new SqliteConnection(file.ConnectionString);
        connection.Open();
        SqliteWriter.Prepare(connection);
        return connection;
    }

    public IPreparedStatement Prepare(DbConnection connection, string sql) => new SqliteStatement(((SqliteConnection)connection).Handle!, sql);

    public IDisposable EnterWrite()
    {
        writer.Enter();
        return new Turn(writer);
    }

    sealed class Turn(SqliteWriter writer) : IDisposable
    {
        public void Dispose() => writer.Leave();
    }
}
