using System.Data.Common;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

internal sealed class PostgresConnections(NpgsqlDataSource source) : IRawConnections
{
    public DbConnection OpenAcrossBrands()
    {
        var connection = source.OpenConnection();
        using var command = new NpgsqlCommand($"SET ROLE {Roles.Worker}", connection);
        try { command.ExecuteNonQuery(); }
        catch { connection.Dispose(); throw; }
        return connection;
    }

    public IDisposable EnterWrite() => Everybody.Instance;

    sealed class Everybody : IDisposable
    {
        public static readonly Everybody Instance = new();
        public void Dispose() { }
    }
}
