using System.Globalization;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>pg_dump and pg_restore, as the owner of the tables. Rows are counted in the very snapshot that is dumped.</summary>
internal sealed class PostgresCopy(string connection, LogPlaces logs) : IRecordsCopy
{
    public string Kind => "postgres";
    public string FileName => "records.pgdump";

    public async Task<CopiedRecords> Write(string path, CancellationToken ct)
    {
        await using var owner = await Open(ct);
        await using var snapshot = await owner.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        if (await Names(owner, "select relname from pg_class where relname = '__EFMigrationsHistory' and relnamespace = 'public'::regnamespace", ct) is []) throw new CopyRefused("There are no records in this database yet. Check --postgres.");
        var name = (await Names(owner, "select pg_export_snapshot()", ct))[0];
        var worker = await RowsAreHidden(owner, ct) ? Roles.Worker : null;      // it sees every brand's rows
        string[] seesAll = worker is null ? [] : ["--enable-row-security", $"--role={worker}"];
        await PostgresTools.Run("pg_dump", connection, ["--format=custom", "--no-password", "--no-owner", "--exclude-schema=replaced_*", $"--snapshot={name}", $"--file={path}", .. seesAll], ct);
        await using (var written = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        return await Content(owner, ct, worker);
    }

    /// <summary>True when row-level security applies to this user too. Then the role that crosses brands reads; a user who may not enter it would see some rows only, and makes no backup.</summary>
    static async Task<bool> RowsAreHidden(NpgsqlConnection owner, CancellationToken ct)
    {
        if (await Names(owner, "select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)", ct) is not []) return false;
        if (await Names(owner, "select relname from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace limit 1", ct) is []) return false;
        return await Names(owner, $"select rolname from pg_roles where rolname = '{Roles.Worker}' and pg_has_role(oid, 'member')", ct) is not [] ? true
            : throw new CopyRefused($"Row-level security hides rows from this PostgreSQL user, and a backup must see all. Let an administrator run: grant {Roles.Worker} to {(await Names(owner, "select quote_ident(current_user)", ct))[0]}");
    }

    public async Task<string?> Check(string path, CopiedRecords expected, CancellationToken ct)
    {
        var listed = await PostgresTools.Run("pg_restore", connection, ["--list", path], ct);
        await PostgresTools.Run("pg_restore", connection, ["--file=/dev/null", path], ct);      // reads every block
        return expected.Tables.Keys.FirstOrDefault(t => !listed.Contains($" TABLE DATA public {t} ", StringComparison.Ordinal)) is { } missing ? $"the table {missing} is not in it." : null;
    }

    public async Task<bool> AnythingThere(CancellationToken ct)
    {
        await using var owner = await Open(ct);
        return await Names(owner, "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') limit 1", ct) is not [];
    }

    public async Task<string> PutAside(string stamp, CancellationToken ct)
    {
        await using var owner = await Open(ct);
        if (await Names(owner, "select 'x' from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' limit 1", ct) is not []) throw new CopyRefused("Others are connected to this database. Stop the servers on it first. Nothing was changed.");
        await Execute(owner, $"alter schema public rename to replaced_{stamp}; create schema public", ct);
        return $"schema replaced_{stamp}";
    }

    public async Task TakeBack(string stamp, CancellationToken ct)
    {
        await using var owner = await Open(ct);
        await Execute(owner, $"drop schema public cascade; alter schema replaced_{stamp} rename to public", ct);
    }

    public async Task<IReadOnlyCollection<string>> Restore(string path, CopiedRecords expected, CancellationToken ct)
    {
        await using var owner = await Open(ct);
        foreach (var role in expected.Roles)      // a role is no part of a dump
            await Execute(owner, $$"""
                do $do$ begin
                  if not exists (select from pg_roles where rolname = {{Literal(role)}}) then create role {{Quoted(role)}} nologin; grant {{Quoted(role)}} to current_user; end if;
                end $do$
                """, ct);
        await PostgresTools.Run("pg_restore", connection, ["--no-password", "--no-owner", "--single-transaction", "--exit-on-error", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", path], ct);

        await using var tx = await owner.BeginTransactionAsync(ct);
        var forced = await Names(owner, "select quote_ident(relname) from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace", ct);
        foreach (var table in forced) await Execute(owner, $"alter table public.{table} no force row level security", ct);
        var there = (await Content(owner, ct)).Tables;
        if (expected.Tables.FirstOrDefault(t => there.GetValueOrDefault(t.Key, -1) != t.Value) is { Key: not null } wrong) throw new CopyRefused($"{wrong.Key} has {there.GetValueOrDefault(wrong.Key)} rows instead of {wrong.Value}. Nothing was restored that could be trusted; restore into an empty database.");
        List<string> renumbered = [];
        foreach (var log in logs.Tables().Where(l => there.ContainsKey(l.Name)))
            if (await new Renumbering(owner, log).Run(there.Keys, ct)) renumbered.Add(log.Name);
        foreach (var table in forced) await Execute(owner, $"alter table public.{table} force row level security", ct);
        await tx.CommitAsync(ct);
        await Execute(owner, "analyze", ct);
        return renumbered;
    }

    static async Task<CopiedRecords> Content(NpgsqlConnection owner, CancellationToken ct, string? worker = null)
    {
        SortedDictionary<string, long> tables = new(StringComparer.Ordinal);
        if (worker is not null) await Execute(owner, $"set role {worker}", ct);
        foreach (var table in await Names(owner, "select relname from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace", ct))
            tables[table] = long.Parse((await Names(owner, $"select count(*)::text from public.{Quoted(table)}", ct))[0], CultureInfo.InvariantCulture);
        if (worker is not null) await Execute(owner, "reset role", ct);
        var roles = await Names(owner, """
            select distinct r from (
              select unnest(roles)::text r from pg_policies where schemaname = 'public'
              union select grantee::text from information_schema.role_table_grants where table_schema = 'public') x
            where r <> current_user and lower(r) <> 'public' and r not like 'pg\_%' order by r
            """, ct);
        return new(await Names(owner, "select \"MigrationId\" from public.\"__EFMigrationsHistory\" order by 1", ct), tables, roles);
    }

    async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 }.ToString());
        await owner.OpenAsync(ct);
        return owner;
    }

    internal static async Task<List<string>> Names(NpgsqlConnection owner, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> names = [];
        while (await reader.ReadAsync(ct)) names.Add(reader.GetString(0));
        return names;
    }

    internal static async Task Execute(NpgsqlConnection owner, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync(ct);
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    internal static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
