using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Storage.Postgres;

/// <summary>PostgreSQL's own programs, given the connection through their environment.</summary>
internal static class PostgresTools
{
    /// <returns>What the program printed.</returns>
    public static async Task<string> Run(string program, string connection, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw NotHere(program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var to = new NpgsqlConnectionStringBuilder(connection);
        foreach (var (name, value) in new (string, string?)[]
        {
            ("PGHOST", to.Host), ("PGPORT", $"{to.Port}"), ("PGUSER", to.Username), ("PGPASSWORD", to.Password), ("PGDATABASE", to.Database), ("PGPASSFILE", to.Passfile),
            ("PGSSLMODE", to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => $"{mode}".ToLowerInvariant() }), ("PGSSLROOTCERT", to.RootCertificate), ("PGSSLCERT", to.SslCertificate), ("PGSSLKEY", to.SslKey),
        })
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        using var process = Begin(start, program);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            if (process.ExitCode == 0) return await output;
            var said = (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? "it said nothing";
            throw new CopyRefused(said.Contains("No space left", StringComparison.Ordinal) ? "The disk is full. Free some space; nothing that was acknowledged is lost." : $"{program} could not do it: {said.TrimEnd('.')}.");
        }
        catch (OperationCanceledException) { process.Kill(); throw; }
    }

    static Process Begin(ProcessStartInfo start, string program)
    {
        try { return Process.Start(start)!; }
        catch (Win32Exception) { throw NotHere(program); }
    }

    static CopyRefused NotHere(string program) => new($"{program} is not on this machine. Install PostgreSQL's client programs (Debian: apt install postgresql-client), in the server's version or a newer one.");

    /// <summary>The folder that <c>NAMEPLATE_PG_PROGRAMS</c> names, the newest of Debian's versions, or what the path holds: an older program refuses a newer server.</summary>
    static string? Find(string program)
    {
        if (Environment.GetEnvironmentVariable("NAMEPLATE_PG_PROGRAMS") is { Length: > 0 } folder) return File.Exists(Path.Combine(folder, program)) ? Path.Combine(folder, program) : null;
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            var newest = Directory.GetDirectories("/usr/lib/postgresql").Where(d => File.Exists(Path.Combine(d, "bin", program))).MaxBy(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0);
            if (newest is not null) return Path.Combine(newest, "bin", program);
        }
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(d => (string[])[Path.Combine(d, program), Path.Combine(d, program + ".exe")]).FirstOrDefault(File.Exists);
    }
}
