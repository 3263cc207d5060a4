using System.Data.Common;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

internal sealed class PostgresConnections(string connection) : IRawConnections
{
    // not from the pool: a socket that was awaited before does not always wake a thread that waits for it
    readonly string own = new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString();

    public DbConnection OpenAcrossBrands()
    {
        var opened = new NpgsqlConnection(own);
        try
        {
            opened.Open();
            using var command = new NpgsqlCommand($"SET ROLE {Roles.Worker}", opened);
            command.ExecuteNonQuery();
            return opened;
        }
        catch { opened.Dispose(); throw; }
    }

    public IPreparedStatement Prepare(DbConnection connection, string sql) => throw new NotSupportedException("Each run would be a round trip.");

    public IDisposable EnterWrite() => Everybody.Instance;

    sealed class Everybody : IDisposable
    {
        public static readonly Everybody Instance = new();
        public void Dispose() { }
    }
}
