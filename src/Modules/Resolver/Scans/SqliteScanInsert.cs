using System.Data.Common;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

/// <summary>One prepared statement, run for each scan.</summary>
internal sealed class SqliteScanInsert : IScanInsert
{
    readonly DbConnection connection;
    readonly IPreparedStatement begin, insert, commit, rollBack;

    public SqliteScanInsert(IRawConnections connections)
    {
        connection = connections.OpenAcrossBrands();
        try
        {
            (begin, commit, rollBack) = (Prepare("begin immediate"), Prepare("commit"), Prepare("rollback"));
            insert = Prepare($"""
                insert into resolver_scan (brand_id, unit_id, gtin, serial, lot, at, placement, country, region, device)
                values (?1, {UnitKey.IdSql("?1", "?2", "?3")}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """);
        }
        catch { connection.Dispose(); throw; }

        IPreparedStatement Prepare(string sql) => connections.Prepare(connection, sql);
    }

    public void Insert(List<Scan> scans)
    {
        begin.Run();
        try
        {
            foreach (var scan in scans) Insert(scan);
            commit.Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>The connection goes back to a pool, which does not know of the transaction.</summary>
    void RollBack()
    {
        try { rollBack.Run(); }
        catch (DbException) { /* SQLite has done it by itself, as on a full disk */ }
    }

    void Insert(Scan scan)
    {
        insert.Bind(1, scan.BrandId);
        insert.Bind(2, scan.Gtin);
        insert.Bind(3, scan.Serial);
        insert.Bind(4, scan.Lot);
        insert.Bind(5, scan.At.UtcDateTime);
        insert.Bind(6, Stored.Of(scan.Placement));
        insert.Bind(7, scan.Country);
        insert.Bind(8, scan.Region);
        insert.Bind(9, Stored.Of(scan.Device));
        insert.Run();
    }

    public void Dispose()
    {
        foreach (var statement in (IPreparedStatement[])[begin, insert, commit, rollBack]) statement.Dispose();
        connection.Dispose();
    }
}
