using System.Data.Common;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

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
