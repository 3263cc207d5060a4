using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>
/// The two roles that the program works as. Neither owns anything nor may log in: the connection's user enters them. They belong to the cluster,
/// so several databases share them.
/// </summary>
internal static class Roles
{
    /// <summary>Sees the rows of the brand it is told, and none while it is told none.</summary>
    public const string App = "nameplate_app";

    /// <summary>Sees the rows of every brand.</summary>
    public const string Worker = "nameplate_worker";

    public static async Task<bool> AreThere(AppDb db, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<bool>($"select to_regrole('{App}') is not null and to_regrole('{Worker}') is not null as \"Value\"").ToListAsync(ct))[0];

    /// <summary>Makes them where they are not there, and lets the connection's user enter them.</summary>
    public static async Task Make(AppDb db, CancellationToken ct)
    {
        foreach (var attempt in Enumerable.Range(1, 5))
        {
            try
            {
                await db.Database.ExecuteSqlRawAsync(Sql, ct);
                return;
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InsufficientPrivilege) { throw new RolesMissing((await db.Database.SqlQueryRaw<string>("select quote_ident(current_user) as \"Value\"").ToListAsync(ct))[0], error); }
            // a migration of another database of this cluster was at it in the same moment
            catch (PostgresException error) when (attempt < 5 && error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.InternalError) { await Task.Delay(50 * attempt, ct); }
        }
    }

    // From version 16 on a user can hold the right to enter a role without what the role may do: the user himself then sees no brand's rows.
    const string Sql = $"""
        do $$
        declare
            modern constant boolean := current_setting('server_version_num')::int >= 160000;
            wanted name;
        begin
            foreach wanted in array array['{App}', '{Worker}']::name[] loop
                if to_regrole(wanted) is null then execute format('create role %I nologin', wanted); end if;
                if not pg_has_role(current_user, wanted, case when modern then 'SET' else 'MEMBER' end) then
                    execute format('grant %I to %I', wanted, current_user) || case when modern then ' with inherit false, set true' else '' end;
                end if;
            end loop;
        end $$
        """;
}

/// <summary>The owner of the database may not make roles; the message says what somebody who may must run.</summary>
internal sealed class RolesMissing(string owner, Exception inner) : Exception(
    $"The user {owner} may not make the roles that Nameplate works as. Let a superuser of this PostgreSQL run, once: CREATE ROLE {Roles.App} NOLOGIN; CREATE ROLE {Roles.Worker} NOLOGIN; GRANT {Roles.App}, {Roles.Worker} TO {owner}; – a role that is there already needs no CREATE.", inner);
