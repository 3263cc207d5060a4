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
    readonly DbCommand command;
    readonly DbParameter brand, gtin, serial, lot, at, placement, country, region, device;

    public SqliteScanInsert(DbConnection connection)
    {
        this.connection = connection;
        command = connection.CreateCommand();
        command.CommandText = $"""
            insert into resolver_scan (brand_id, unit_id, gtin, serial, lot, at, placement, country, region, device)
            values (@brand, {UnitKey.IdSql("@brand", "@gtin", "@serial")}, @gtin, @serial, @lot, @at, @placement, @country, @region, @device)
            """;
        (brand, gtin, serial, lot, at) = (Add("@brand"), Add("@gtin"), Add("@serial"), Add("@lot"), Add("@at"));
        (placement, country, region, device) = (Add("@placement"), Add("@country"), Add("@region"), Add("@device"));
    }

    DbParameter Add(string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    public void Insert(List<Scan> scans)
    {
        using var tx = connection.BeginTransaction();
        command.Transaction = tx;
        foreach (var scan in scans)
        {
            brand.Value = scan.BrandId.ToByteArray(bigEndian: true);
            gtin.Value = scan.Gtin;
            serial.Value = (object?)scan.Serial ?? DBNull.Value;
            lot.Value = (object?)scan.Lot ?? DBNull.Value;
            at.Value = scan.At.UtcDateTime;
            placement.Value = (object?)Stored.Of(scan.Placement) ?? DBNull.Value;
            country.Value = (object?)scan.Country ?? DBNull.Value;
            region.Value = (object?)scan.Region ?? DBNull.Value;
            device.Value = (object?)Stored.Of(scan.Device) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        tx.Commit();
    }

    public void Dispose() => connection.Dispose();
}

/// <summary>One statement for all of them: a round trip for many requests.</summary>
internal sealed class PostgresScanInsert(DbConnection connection) : IScanInsert
{
    static readonly string Sql = $"""
        insert into resolver_scan (brand_id, unit_id, gtin, serial, lot, at, placement, country, region, device)
        select s.brand, {UnitKey.IdSql("s.brand", "s.gtin", "s.serial")}, s.gtin, s.serial, s.lot, s.at, s.placement, s.country, s.region, s.device
        from unnest(@brand, @gtin, @serial, @lot, @at, @placement, @country, @region, @device) as s(brand, gtin, serial, lot, at, placement, country, region, device)
        """;

    public void Insert(List<Scan> scans)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        Add("@brand", s => s.BrandId);
        Add("@gtin", s => s.Gtin);
        Add("@serial", s => s.Serial);
        Add("@lot", s => s.Lot);
        Add("@at", s => s.At.UtcDateTime);
        Add("@placement", s => Stored.Of(s.Placement));
        Add("@country", s => s.Country);
        Add("@region", s => s.Region);
        Add("@device", s => Stored.Of(s.Device));
        command.ExecuteNonQuery();

        void Add<T>(string name, Func<Scan, T> value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, scans.Select(value).ToArray());
            command.Parameters.Add(parameter);
        }
    }

    public void Dispose() => connection.Dispose();
}

file static class Stored
{
    static readonly string[] Placements = [.. Snake.All<Placement>()], Devices = [.. Snake.All<ScanDevice>()];

    public static string? Of(Placement? placement) => placement is { } p ? Placements[(int)p] : null;
    public static string? Of(ScanDevice? device) => device is { } d ? Devices[(int)d] : null;
}
