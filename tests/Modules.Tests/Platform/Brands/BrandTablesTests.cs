using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Tests.Platform.Brands;

/// <summary>What <c>db migrate</c> leaves behind on PostgreSQL.</summary>
public class BrandTablesTests(Servers servers)
{
    [Fact]
    public async Task Every_table_with_a_brand_is_locked_or_is_read_to_find_the_brand()
    {
        await using var scope = (await servers.On("postgres")).Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var telling = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ITellsBrand))).Select(t => t.GetTableName()!).ToList();
        using var owner = db.AsSchemaOwner();
        var tables = await db.Database.SqlQueryRaw<string>("""
            select c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' ' || coalesce((
                select string_agg(p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive || ' ' || p.polroles::regrole[]::text || ' ' || pg_get_expr(p.polqual, c.oid) || ' ' || pg_get_expr(p.polwithcheck, c.oid), '; ' order by p.polname)
                from pg_policy p where p.polrelid = c.oid), '') as "Value"
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            """).ToListAsync();

        const string Own = "(brand_id = (NULLIF(current_setting('nameplate.brand_id'::text, true), ''::text))::uuid)", All = "(CURRENT_USER = 'nameplate_worker'::name)";
        const string Locked = $"true true across * true {{nameplate_worker}} {All} {All}; brand * true {{nameplate_app}} {Own} {Own}";
        Assert.True(tables.Count > 25);
        Assert.All(tables, t => Assert.Equal(telling.Contains(t.Split(' ')[0]) ? "false false " : Locked, t[(t.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.Superset(telling.ToHashSet(), tables.Select(t => t.Split(' ')[0]).ToHashSet());
    }

    [Fact]
    public async Task The_program_owns_nothing_and_cannot_undo_the_locks()
    {
        await using var scope = (await servers.On("postgres")).Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        foreach (var role in new[] { "nameplate_app", "nameplate_worker" })
        {
            using var standing = role == "nameplate_worker" ? db.AcrossBrands() : null;
            Assert.Equal([role], await db.Database.SqlQueryRaw<string>("select current_user::text as \"Value\"").ToListAsync());
            Assert.Equal([0], await db.Database.SqlQuery<int>($"""
                select ((select count(*) from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = to_regrole({role}) and deptype = 'o')
                    + (select count(*) from pg_roles where rolname = {role} and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)))::int as "Value"
                """).ToListAsync());
            foreach (var sql in new[]
            {
                "alter table platform_file disable row level security", "alter table platform_file no force row level security", "drop policy brand on platform_file", "create table mine (x int)",
                "create policy mine on platform_file using (true)", "truncate platform_file", "delete from \"__EFMigrationsHistory\"", "alter role current_user bypassrls", "set row_security = off; select * from platform_file",
            })
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));
                Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.MessageText}");
            }
        }
    }

    [Fact]
    public async Task A_server_does_not_work_on_tables_that_are_not_locked()
    {
        var settings = new Settings(Directory.CreateTempSubdirectory("np"), Cluster.NewDatabase());
        await using var app = Composition.Build(settings);
        await CommandLine.Prepare(app, migrate: true, default);
        await CommandLine.Prepare(app, migrate: false, default);
        foreach (var sql in new[] { "alter table products_unit no force row level security", "alter table owners_person disable row level security", "drop policy brand on platform_mail", "create policy more on platform_job using (true)" })
        {
            await Cluster.Run(settings.Postgres!, sql);
            await Assert.ThrowsAsync<Mistake>(() => CommandLine.Prepare(app, migrate: false, default));
            await CommandLine.Prepare(app, migrate: true, default);
            await CommandLine.Prepare(app, migrate: false, default);
        }
        settings.Data.Delete(recursive: true);
    }

    [Fact]
    public async Task Databases_of_one_cluster_may_be_migrated_at_once()
    {
        await using var cluster = new OwnCluster();
        string[] databases = [.. await Task.WhenAll(Enumerable.Range(1, 3).Select(n => cluster.NewDatabase($"d{n}", "owner")))];
        await Task.WhenAll(databases.Concat(databases).Select(async (connection, n) =>
        {
            var folder = Directory.CreateTempSubdirectory("np");
            await using (var app = Composition.Build(new Settings(folder, connection))) await CommandLine.Prepare(app, migrate: true, default);
            folder.Delete(recursive: true);
        }));
        foreach (var connection in databases)
        {
            var folder = Directory.CreateTempSubdirectory("np");
            await using (var app = Composition.Build(new Settings(folder, connection))) await CommandLine.Prepare(app, migrate: false, default);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_owner_who_may_not_make_roles_is_told_what_to_run_and_then_needs_no_more()
    {
        await using var cluster = new OwnCluster();
        await Cluster.Run(cluster.Connection, "create role \"the maker\" login");
        var connection = await cluster.NewDatabase("made", "the maker");
        var data = Directory.CreateTempSubdirectory("np");

        var refused = await Host.Program.Run("db", "migrate", "--data", data.FullName, "--postgres", connection);
        Assert.Equal(1, refused.Code);
        var advice = refused.Error.Trim();
        Assert.DoesNotContain('\n', advice);
        await Cluster.Run(cluster.Connection, advice[advice.IndexOf("CREATE ROLE", StringComparison.Ordinal)..advice.LastIndexOf(';')]);

        Assert.Equal(0, (await Host.Program.Run("db", "migrate", "--data", data.FullName, "--postgres", connection)).Code);
        await using (var app = Composition.Build(new Settings(data, connection)))
        {
            await CommandLine.Prepare(app, migrate: false, default);
            await using var scope = app.Services.CreateAsyncScope();
            var (brand, _) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new("own", "Own"), default);
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand!.Id);
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            db.Add(new Nameplate.Platform.Files.StoredFile { BrandId = brand.Id, Name = "x", ContentType = "x" });
            await db.SaveChangesAsync();
            Assert.Equal(1, await db.Set<Nameplate.Platform.Files.StoredFile>().IgnoreQueryFilters().CountAsync());
        }
        Assert.Equal(0L, await Cluster.Ask(connection, "select count(*) from platform_file"));      // the user itself is locked out as well
        data.Delete(recursive: true);
    }
}
