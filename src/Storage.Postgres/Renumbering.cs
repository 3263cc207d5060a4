using System.Globalization;
using Nameplate.Platform.EventLog;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// A log that comes from another cluster bears transaction numbers this one has not come to: its cursors would see no row until then.
/// So its rows take the number 0, and their positions are dealt out again in the order of (tx, position). Most rows keep theirs: only those
/// move whose transactions ended in another order than they drew their positions.
/// </summary>
internal sealed class Renumbering(NpgsqlConnection owner, LogTable log)
{
    /// <returns>False when nothing had to be done.</returns>
    public async Task<bool> Run(IEnumerable<string> tables, CancellationToken ct)
    {
        var ahead = $"select 'x' from public.{log.Name} where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1";
        if (await PostgresCopy.Names(owner, ahead, ct) is []) return false;      // the same cluster: places that others remember stay good
        await PostgresCopy.Execute(owner, $"""
            create temp table moved on commit drop as
            select o.position was, p.position becomes
            from (select position, row_number() over (order by tx, position) n from public.{log.Name}) o
            join (select position, row_number() over (order by position) n from public.{log.Name}) p using (n)
            where o.position <> p.position
            """, ct);
        await MoveCursors("platform_cursor", $" where subscriber in ({string.Join(", ", log.Subscribers.Select(PostgresCopy.Literal).DefaultIfEmpty("''"))})", ct);
        foreach (var cursors in log.Cursors.Intersect(tables)) await MoveCursors(cursors, "", ct);
        foreach (var table in log.Places.Intersect(tables).Prepend(log.Name))
            await PostgresCopy.Execute(owner, $"""
                update public.{table} t set position = -m.becomes from moved m where t.position = m.was;
                update public.{table} set position = -position where position < 0
                """, ct);      // by way of numbers nobody has, because two rows may change places
        await PostgresCopy.Execute(owner, $"""
            update public.{log.Name} set tx = '0' where tx <> '0';
            select setval(pg_get_serial_sequence('public.{log.Name}', 'position'), greatest((select max(position) from public.{log.Name}), nextval(pg_get_serial_sequence('public.{log.Name}', 'position'))));
            drop table moved
            """, ct);
        return true;
    }

    /// <summary>A cursor stands behind as many rows as before.</summary>
    async Task MoveCursors(string table, string which, CancellationToken ct)
    {
        foreach (var place in await PostgresCopy.Names(owner, $"select distinct tx::text || ' ' || position from public.{table}{which}", ct))
        {
            var (tx, position) = (place.Split(' ')[0], place.Split(' ')[1]);
            var behind = long.Parse((await PostgresCopy.Names(owner, $"select count(*)::text from public.{log.Name} where (tx, position) <= ('{tx}'::xid8, {position})", ct))[0], CultureInfo.InvariantCulture);
            var becomes = behind == 0 ? "0" : (await PostgresCopy.Names(owner, $"select l.position::text from public.{log.Name} l order by l.position offset {behind - 1} limit 1", ct))[0];
            await PostgresCopy.Execute(owner, $"update public.{table} set tx = '0', position = -{becomes} {(which.Length == 0 ? "where" : which + " and")} tx = '{tx}' and position = {position}", ct);
        }
        await PostgresCopy.Execute(owner, $"update public.{table} set position = -position {(which.Length == 0 ? "where" : which + " and")} position < 0", ct);
    }
}
