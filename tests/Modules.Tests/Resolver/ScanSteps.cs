using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Resolver;

public static class ScanSteps
{
    /// <summary>What is in the log of scans, one text a row: unit or not, serial, lot, placement, device.</summary>
    public static Task<List<string>> Scans(this BrandClient brand, string gtin) => brand.In(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        return await db.Database.SqlQueryRaw<string>("""
            select case when unit_id is null then '-' else 'unit' end || ' ' || coalesce(serial, '-') || ' ' || coalesce(lot, '-') || ' ' || coalesce(placement, '-') || ' ' || coalesce(device, '-') as "Value"
            from resolver_scan where gtin = {0} order by position
            """, gtin).ToListAsync();
    });

    public static HttpRequestMessage Ask(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
