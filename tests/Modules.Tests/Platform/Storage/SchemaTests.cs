using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Storage;

public class SchemaTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Migrations_build_the_schema_of_the_model(string storage)
    {
        var migrated = await Schema(storage, (db, ct) => db.Dialect.Migrate(db, ct));
        var created = await Schema(storage, (db, ct) => db.Database.EnsureCreatedAsync(ct));

        Assert.True(migrated.Count > 100);
        Assert.Equal(created, migrated);
    }

    static async Task<List<string>> Schema(string storage, Func<AppDb, CancellationToken, Task> make)
    {
        var folder = Directory.CreateTempSubdirectory("np");
        await using var app = Composition.Build(new Settings(folder, storage == "postgres" ? Cluster.NewDatabase() : null));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var owner = db.AsSchemaOwner();
        await make(db, default);
        var lines = await db.Database.SqlQueryRaw<string>(db.Database.IsSqlite()
            ? """
              select m.name || '.' || c.name || ' ' || c.type || ' null=' || (1 - c."notnull") || ' default=' || coalesce(c.dflt_value, '') || ' pk=' || c.pk from sqlite_master m, pragma_table_xinfo(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '\_\_EF%' escape '\'
              union all select m.name || ' index ' || i."unique" || ' ' || coalesce((select group_concat(name || "desc") from (select name, "desc" from pragma_index_xinfo(i.name) where key = 1 order by seqno)), '') || ' ' || i.partial from sqlite_master m, pragma_index_list(m.name) i where m.type = 'table' and m.name not like '\_\_EF%' escape '\'
              union all select m.name || ' fk ' || f."from" || '->' || f."table" || '.' || coalesce(f."to", '') || ' ' || f.on_delete from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'
              """
            : """
              select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' notnull=' || a.attnotnull || ' identity=' || a.attidentity::text || ' default=' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p') and not c.relispartition and c.relname not like '\_\_EF%'
              union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text not like '%EFMigr%' and conparentid = 0
              union all select regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \S+ ON( ONLY)?', 'INDEX ON') from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relname not like '\_\_EF%'
              """).ToListAsync();
        await db.Database.CloseConnectionAsync();
        folder.Delete(recursive: true);
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
