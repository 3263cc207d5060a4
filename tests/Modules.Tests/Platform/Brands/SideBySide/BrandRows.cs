using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Brands.SideBySide;

/// <summary>Everything the records hold of a brand, table by table, as the model lists them.</summary>
static class BrandRows
{
    public static async Task<Dictionary<string, List<Dictionary<string, object>>>> Of(BrandClient brand)
    {
        await using var scope = brand.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var tables = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IBrandOwned)) || t.ClrType.IsAssignableTo(typeof(ITellsBrand))).Select(t => t.GetTableName()!).Distinct();
        await db.Database.OpenConnectionAsync();
        Dictionary<string, List<Dictionary<string, object>>> rows = [];
        foreach (var table in tables) rows[table] = await Read(db, table, brand.Brand.Id);
        await db.Database.CloseConnectionAsync();
        return rows;
    }

    /// <summary>Past Entity Framework, as the superuser the cluster of the tests belongs to.</summary>
    static async Task<List<Dictionary<string, object>>> Read(AppDb db, string table, Guid brand)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select * from {table} where brand_id = @brand";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@brand", db.Dialect.IsSqlite ? brand.ToByteArray(bigEndian: true) : brand);
        command.Parameters.Add(parameter);
        List<Dictionary<string, object>> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(Enumerable.Range(0, reader.FieldCount).Where(i => !reader.IsDBNull(i)).ToDictionary(reader.GetName, i => reader.GetValue(i) is byte[] { Length: 16 } id ? new Guid(id, bigEndian: true) : reader.GetValue(i)));
        return rows;
    }

    /// <summary>Each row as one text, to see whether anything changed.</summary>
    public static List<string> Lines(this Dictionary<string, List<Dictionary<string, object>>> rows) =>
        [.. rows.SelectMany(t => t.Value.Select(r => t.Key + " " + string.Join(' ', r.Select(c => c.Key + "=" + c.Value)))).Order(StringComparer.Ordinal)];

    /// <summary>Ids, and texts long enough to tell, that the one brand has and the other has not.</summary>
    public static HashSet<string> Secrets(this Dictionary<string, List<Dictionary<string, object>>> rows, Dictionary<string, List<Dictionary<string, object>>> others)
    {
        var secrets = Texts(rows).ToHashSet(StringComparer.OrdinalIgnoreCase);
        secrets.ExceptWith(Texts(others));
        return secrets;
    }

    static IEnumerable<string> Texts(Dictionary<string, List<Dictionary<string, object>>> rows) => rows.Values.SelectMany(t => t).SelectMany(r => r.Values).SelectMany(v => v switch
    {
        Guid id when id != Guid.Empty => [id.ToString("D"), id.ToString("N")],
        string { Length: >= 8 and <= 200 } text when text[0] is not ('{' or '[') => [text],
        _ => (string[])[],
    });
}
