using System.Data.Common;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

/// <summary>Inserts scans in one transaction and finds their units in the same statement.</summary>
internal interface IScanInsert : IDisposable
{
    void Insert(List<Scan> scans);
}

/// <summary>One prepared statement, run for each scan.</summary>
internal sealed class SqliteScanInsert : IScanInsert
{
    readonly DbConnection connection;
    readonly IPreparedStatement begin, insert, commit, rollBack;

    public SqliteScanInsert(IRawConnections connections)
    {
        connection = connections.OpenAcrossBrands();
        (begin, commit, rollBack) = (Prepare("begin immediate"), Prepare("commit"), Prepare("rollback"));
        insert = Prepare($"""
            insert into resolver_scan (brand_id, unit_id, gtin, serial, lot, at, placement, country, region, device)
            values (?1, {UnitKey.IdSql("?1", "?2", "?3")}, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """);

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
            rollBack.Run();
            throw;
        }
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

/// <summary>One prepared statement for all of them: a round trip for many requests.</summary>
internal sealed class PostgresScanInsert(DbConnection connection) : IScanInsert
{
    static readonly string Sql = $"""
        insert into resolver_scan (brand_id, unit_id, gtin, serial, lot, at, placement, country, region, device)
        select s.brand, {UnitKey.IdSql("s.brand", "s.gtin", "s.serial")}, s.gtin, s.serial, s.lot, s.at, s.placement, s.country, s.region, s.device
        from unnest(@brand, @gtin, @serial, @lot, @at, @placement, @country, @region, @device) as s(brand, gtin, serial, lot, at, placement, country, region, device)
        """;

    DbCommand? prepared;

    public void Insert(List<Scan> scans)
    {
        var command = prepared ?? connection.CreateCommand();
        Set("@brand", s => s.BrandId);
        Set("@gtin", s => s.Gtin);
        Set("@serial", s => s.Serial);
        Set("@lot", s => s.Lot);
        Set("@at", s => s.At.UtcDateTime);
        Set("@placement", s => Stored.Of(s.Placement));
        Set("@country", s => s.Country);
        Set("@region", s => s.Region);
        Set("@device", s => Stored.Of(s.Device));
        if (prepared is null)
        {
            command.CommandText = Sql;
            command.Prepare();
            prepared = command;
        }
        command.ExecuteNonQuery();

        void Set<T>(string name, Func<Scan, T> value)
        {
            if (prepared is not null) { command.Parameters[name].Value = scans.Select(value).ToArray(); return; }
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, scans.Select(value).ToArray());
            command.Parameters.Add(parameter);
        }
    }

    public void Dispose()
    {
        prepared?.Dispose();
        connection.Dispose();
    }
}

file static class Stored
{
    static readonly string[] Placements = [.. Snake.All<Placement>()], Devices = [.. Snake.All<ScanDevice>()];

    public static string? Of(Placement? placement) => placement is { } p ? Placements[(int)p] : null;
    public static string? Of(ScanDevice? device) => device is { } d ? Devices[(int)d] : null;
}
