using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// Row-level security on every table whose rows belong to a brand, taken from the model so that none is forgotten.
/// A policy whose words change gets a new name: what stands there is told by names.
/// </summary>
internal static class BrandLocks
{
    // nullif, because a setting that was undone is '' and no id
    const string OfBrand = "brand_id = nullif(current_setting('nameplate.brand_id', true), '')::uuid";

    const string Both = $"{Roles.App}, {Roles.Worker}";

    // by its name, because whoever may enter the role would have its policies too (before version 16)
    const string OfAll = $"current_user = '{Roles.Worker}'";

    static string[] Tables(AppDb db) => [.. db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IBrandOwned))).Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Tables that are not locked as they ought to be.</summary>
    public static async Task<List<string>> Open(AppDb db, CancellationToken ct)
    {
        var tables = Tables(db);
        return await db.Database.SqlQuery<string>($"""
            select t as "Value" from unnest({tables}) t left join pg_class c on c.oid = to_regclass(quote_ident(t))
            where c.oid is null or not c.relrowsecurity or not c.relforcerowsecurity
               or (select array_agg(p.polname::text order by p.polname) from pg_policy p where p.polrelid = c.oid) is distinct from array['across', 'brand']
            """).ToListAsync(ct);
    }

    /// <summary>Lets the owner see the rows while migrations run: one that changes rows would otherwise find none. The other roles stay locked.</summary>
    public static async Task Lift(AppDb db, CancellationToken ct)
    {
        var tables = Tables(db);
        await Run(db, (await db.Database.SqlQuery<string>($"select relname::text as \"Value\" from pg_class c join unnest({tables}) t on c.oid = to_regclass(quote_ident(t)) where relforcerowsecurity").ToListAsync(ct))
            .Select(t => $"alter table {t} no force row level security"), ct);
    }

    public static async Task Apply(AppDb db, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('nameplate brand locks'))", ct);
        foreach (var table in await Open(db, ct)) await Lock(db, table, ct);
        await Run(db, Grants, ct);
        await tx.CommitAsync(ct);
    }

    static async Task Lock(AppDb db, string table, CancellationToken ct)
    {
        var policies = await db.Database.SqlQuery<string>($"select polname::text as \"Value\" from pg_policy where polrelid = to_regclass(quote_ident({table}))").ToListAsync(ct);
        await Run(db,
        [
            $"alter table {table} enable row level security, force row level security",
            .. policies.Select(p => $"drop policy \"{p.Replace("\"", "\"\"", StringComparison.Ordinal)}\" on {table}"),
            $"create policy brand on {table} to {Roles.App} using ({OfBrand}) with check ({OfBrand})",
            $"create policy across on {table} to {Roles.Worker} using ({OfAll}) with check ({OfAll})",
        ], ct);
    }

    static readonly string[] Grants =
    [
        $"grant usage on schema public to {Both}",
        $"grant select, insert, update, delete on all tables in schema public to {Both}",
        $"grant usage, select on all sequences in schema public to {Both}",
        $"alter default privileges in schema public grant select, insert, update, delete on tables to {Both}",
        $"alter default privileges in schema public grant usage, select on sequences to {Both}",
        $"revoke insert, update, delete on \"{HistoryRepository.DefaultTableName}\" from {Both}",
    ];

    static async Task Run(AppDb db, IEnumerable<string> statements, CancellationToken ct)
    {
        var sql = new StringBuilder().AppendJoin(";\n", statements).ToString();
        if (sql.Length > 0) await db.Database.ExecuteSqlRawAsync(sql, ct);
    }
}
