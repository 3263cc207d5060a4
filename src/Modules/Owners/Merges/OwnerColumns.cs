using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Merges;

/// <summary>
/// Every column of any module that says whose a row is: a Guid named <c>PersonId</c> or <c>OwnerId</c>. A module that keeps an owner's rows under that name has nothing more to do for a merge.
/// Logs are left as they are: they tell what was so then.
/// </summary>
internal static class OwnerColumns
{
    public static IEnumerable<(IEntityType Of, IProperty Column)> In(IModel model) =>
        from type in model.GetEntityTypes()
        where typeof(IBrandOwned).IsAssignableFrom(type.ClrType) && !typeof(ILogRow).IsAssignableFrom(type.ClrType) && type.GetTableName() is not null
        from property in type.GetProperties()
        where property.Name is "PersonId" or "OwnerId" && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid)
        select (type, property);

    /// <summary>Gives everything of one person to another. Where both have the same and only one can be, the other's stays.</summary>
    public static async Task Move(AppDb db, Guid from, Guid into, CancellationToken ct)
    {
        foreach (var (type, property) in In(db.Model))
        {
            var (table, column) = (type.GetTableName()!, property.GetColumnName());
            foreach (var (others, filter) in Unique(type, property)) await Run($"""
                delete from {table} where brand_id = {"{0}"} and {column} = {"{1}"}{And(filter)}
                    and exists (select 1 from {table} k where k.brand_id = {table}.brand_id and k.{column} = {"{2}"}{string.Concat(others.Select(o => $" and k.{o} = {table}.{o}"))}{And(filter)})
                """);
            await Run($$"""update {{table}} set {{column}} = {2} where brand_id = {0} and {{column}} = {1}""");
        }

        Task<int> Run(string sql) => db.Database.ExecuteSqlRawAsync(sql, [Key(db.BrandId), Key(from), Key(into)], ct);
        object Key(Guid id) => db.Dialect.IsSqlite ? id.ToByteArray(bigEndian: true) : id;
        static string And(string? filter) => filter is null ? "" : $" and {filter}";
    }

    /// <summary>The other columns of each key that holds this one.</summary>
    static IEnumerable<(string[] Others, string? Filter)> Unique(IEntityType type, IProperty property)
    {
        foreach (var key in type.GetKeys().Where(k => k.Properties.Contains(property))) yield return (Others(key.Properties), null);
        foreach (var index in type.GetIndexes().Where(i => i.IsUnique && i.Properties.Contains(property))) yield return (Others(index.Properties), index.GetFilter());

        string[] Others(IReadOnlyList<IProperty> all) => [.. all.Where(p => p != property && p.GetColumnName() != "brand_id").Select(p => p.GetColumnName())];
    }
}
