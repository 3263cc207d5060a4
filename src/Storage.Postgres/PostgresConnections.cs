using System.Data.Common;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

internal sealed class PostgresConnections(NpgsqlDataSource source) : IRawConnections
{
    public DbConnection Open() => source.OpenConnection();

    public IDisposable EnterWrite() => Everybody.Instance;

    sealed class Everybody : IDisposable
    {
        public static readonly Everybody Instance = new();
        public void Dispose() { }
    }
}
