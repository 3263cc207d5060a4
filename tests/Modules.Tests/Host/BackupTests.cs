using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Nameplate.Tests.Host;

public class BackupTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_backup_made_under_load_holds_what_was_acknowledged_and_goes_on_elsewhere(string storage)
    {
        var here = await Brewery.New(storage, 3000);
        var (server, url) = await Program.Serve(here.Where);
        var archive = Path.Combine(here.Folder, "out", "backup.zip");
        ConcurrentBag<int> scanned = [], registered = [];
        List<JsonElement> kept = [];
        var (lost, kpis) = ("", "");
        try
        {
            using var api = here.Client(url);
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
            {
                for (var unit = worker * 1000; unit < (worker + 1) * 1000 && !stop.IsCancellationRequested; unit++)
                {
                    if (await Brewery.Scan(api, unit)) scanned.Add(unit);
                    if (await Brewery.Register(api, unit)) registered.Add(unit);
                }
            })).ToArray();
            while (registered.Count < 30) await Task.Delay(20);
            int[] scannedBefore = [.. scanned], registeredBefore = [.. registered];
            var backup = await Program.Run(["backup", archive, "--json", .. here.Where]);
            await stop.CancelAsync();
            await Task.WhenAll(load);
            Assert.True(backup.Code == 0, backup.Error);
            Assert.True(JsonElement.Parse(backup.Out).GetProperty("tables").GetProperty("owners_registration").GetInt64() >= registeredBefore.Length);

            var there = Brewery.Empty(storage, here.Key);
            await Done(Program.Run(["restore", archive, .. there.Where]));
            var serials = (await there.Column("select serial from resolver_scan")).ToHashSet();
            Assert.All(scannedBefore, u => Assert.Contains($"U{u}", serials));
            var owned = (await there.Column("select u.serial from owners_registration r join products_unit u on u.id = r.unit_id")).ToHashSet();
            Assert.All(registeredBefore, u => Assert.Contains($"U{u}", owned));

            while ((await JsonOf(api, "/readyz")).GetProperty("lag").EnumerateObject().Any(l => l.Value.GetInt64() > 0)) await Task.Delay(100);
            (kept, kpis) = (await Events(api), await here.Kpis());
            await Done(Program.Run(["backup", archive, .. here.Where]));      // now that nothing moves
            Assert.True(await Brewery.Register(api, 2998));      // the backup does not hold it
            while ((lost = TokenOf((await Events(api))[^1])) == TokenOf(kept[^1])) await Task.Delay(100);
        }
        finally { server.Kill(); }

        var again = Brewery.Empty(storage, here.Key);
        await Done(Program.Run(["restore", archive, .. again.Where]));
        Assert.Equal(kpis, await again.Kpis());
        await GoesOnOnce(again, look: async api =>
        {
            // a reader goes on where it was, unless the backup lost the place: then it hears so, and from where on everything is new
            var after = (await Events(api, TokenOf(kept[^1]))).ConvertAll(TokenOf);
            Assert.NotEmpty(after);
            Assert.DoesNotContain(lost, after);
            Assert.Equal(kept.Count + after.Count, (await Events(api)).Count);
            Assert.Equal(after, (await Events(api, (await Gone(api, "events", lost)).GetProperty("after").GetString()!)).ConvertAll(TokenOf));
            Assert.Equal(after, (await Events(api, after[0])).ConvertAll(TokenOf).Prepend(after[0]));
        });
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(archive)!).Except([archive]));
        Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(archive)!));
    }

    [Fact]
    public async Task A_log_that_comes_from_another_cluster_is_followed_once_from_where_its_cursors_stood()
    {
        var here = await Brewery.New("postgres", 40);
        var (server, url) = await Program.Serve(here.Where);
        try
        {
            using var api = here.Client(url);
            for (var unit = 0; unit < 20; unit++) Assert.True(await Brewery.Scan(api, unit) && await Brewery.Register(api, unit));
        }
        finally { server.Kill(); }
        await here.Kpis();      // the cursors stand at the end
        var (again, later) = await Program.Serve(here.Where);
        var before = "";
        using (var api = here.Client(later)) { before = TokenOf((await Events(api))[3]); for (var unit = 20; unit < 30; unit++) Assert.True(await Brewery.Scan(api, unit) && await Brewery.Register(api, unit)); }
        again.Kill();
        // numbers far ahead of this cluster's, and two scans whose transactions ended in another order than they drew their positions
        foreach (var table in (string[])["platform_event", "resolver_scan", "platform_cursor"]) await here.Column($"update {table} set tx = (tx::text::bigint + 5000000)::text::xid8 where tx <> '0'");
        await here.Column("""
            with two as (select position, tx from resolver_scan order by tx, position limit 2)
            update resolver_scan s set tx = (select tx from two where two.position <> s.position) from two where two.position = s.position
            """);
        var order = await here.Column("select serial from resolver_scan order by tx, position");

        var archive = Path.Combine(here.Folder, "backup.zip");
        await Done(Program.Run(["backup", archive, .. here.Where]));
        var there = Brewery.Empty("postgres", here.Key);
        await Done(Program.Run(["restore", archive, .. there.Where]));

        Assert.Equal(["0"], await there.Column("select distinct tx::text from (select tx from platform_event union all select tx from resolver_scan union all select tx from platform_cursor) x"));
        Assert.Equal(order, await there.Column("select serial from resolver_scan order by position"));
        Assert.Empty(await there.Column("select serial from resolver_unit_scan u where not exists (select from resolver_scan s where s.position = u.position and s.serial = u.serial)"));
        await GoesOnOnce(there, unit: 35, look: async api =>
        {
            var end = (await Gone(api, "events", before)).GetProperty("after").GetString()!;      // its places are others now
            Assert.NotEmpty(await Events(api, end));
            Assert.All(await Events(api), e => Assert.StartsWith("1.", TokenOf(e), StringComparison.Ordinal));
        });
        Assert.Equal(await there.Column("select count(*) from resolver_scan"), await there.Column("select count(distinct (serial, position)) from resolver_unit_scan"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_restore_replaces_nothing_unasked_and_touches_nothing_before_all_is_found_right(string storage)
    {
        var here = await Brewery.New(storage, 2);
        var archive = Path.Combine(here.Folder, "backup.zip");
        await Done(Program.Run(["backup", archive, .. here.Where]));

        Says("--replace", await Program.Run(["restore", archive, .. here.Where]));
        var there = Brewery.Empty(storage, here.Key);
        var damaged = Path.Combine(there.Folder, "damaged.zip");
        await File.WriteAllBytesAsync(damaged, Damaged(await File.ReadAllBytesAsync(archive)));
        Says("damaged", await Program.Run(["restore", damaged, .. there.Where]));
        var newer = Path.Combine(there.Folder, "newer.zip");
        File.Copy(archive, newer);
        await Rewrite(newer, m => m.Replace("\"schema\": [", "\"schema\": [\"999912310001_Future\",", StringComparison.Ordinal));
        Says("newer version", await Program.Run(["restore", newer, .. there.Where]));
        Says("no file", await Program.Run(["restore", Path.Combine(there.Folder, "nothing.zip"), .. there.Where]));
        Assert.False(File.Exists(Path.Combine(there.Folder, "nameplate.db")));
        Assert.Empty(Directory.GetDirectories(there.Folder, "restoring*"));

        await here.Column("delete from platform_api_key");
        await Done(Program.Run(["restore", archive, "--replace", "--yes", .. here.Where]));
        Assert.Single(await here.Column("select key_hash from platform_api_key"));
        if (storage == "sqlite") Assert.True(File.Exists(Path.Combine(Directory.GetDirectories(here.Folder, "replaced-*").Single(), "nameplate.db")));
        else Assert.Single(await here.Column("select nspname from pg_namespace where nspname like 'replaced%'"));

        var (server, url) = await Program.Serve(here.Where);
        try { if (storage == "sqlite") Says(url, await Program.Run(["restore", archive, "--replace", "--yes", .. here.Where])); }
        finally { server.Kill(); }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Secrets_of_other_systems_stay_out_and_files_come_back(string storage)
    {
        var here = await Brewery.New(storage, 1);
        await File.WriteAllTextAsync(Path.Combine(here.Folder, "appsettings.json"), """{ "Mail": { "Host": "mail.example.com", "Password": "hunter2" } }""");
        Directory.CreateDirectory(Path.Combine(here.Folder, "files", "a"));
        await File.WriteAllTextAsync(Path.Combine(here.Folder, "files", "a", "b"), "bytes");
        var archive = Path.Combine(here.Folder, "backup.zip");
        await Done(Program.Run(["backup", archive, .. here.Where]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));

        var there = Brewery.Empty(storage);
        var restored = await Done(Program.Run(["restore", archive, .. there.Where]));
        Assert.Contains("Mail:Password", restored.Out, StringComparison.Ordinal);
        var settings = await File.ReadAllTextAsync(Path.Combine(there.Folder, "appsettings.json"));
        Assert.Contains("mail.example.com", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", settings, StringComparison.Ordinal);
        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(there.Folder, "files", "a", "b")));
    }

    /// <summary>A new registration counts once, live and in a read model made again.</summary>
    static async Task GoesOnOnce(Brewery place, int unit = 2999, Func<HttpClient, Task>? look = null)
    {
        var (server, url) = await Program.Serve(place.Where);
        try
        {
            using var api = place.Client(url);
            Assert.True(await Brewery.Scan(api, unit) && await Brewery.Register(api, unit));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while ((await JsonOf(api, "/readyz")).GetProperty("lag").EnumerateObject().Any(l => l.Value.GetInt64() > 0)) await Task.Delay(100, limit.Token);
            if (look is not null) await look(api);
        }
        finally { server.Kill(); }
        Assert.Equal(["1"], await place.Column($"select count(*) from resolver_unit_scan where serial = 'U{unit}'"));
        var live = await place.Kpis();
        await Done(Program.Run(["db", "rebuild", "analytics.facts", .. place.Where]));
        Assert.Equal(live, await place.Kpis());
        Assert.Equal(await place.Column("select count(*) from owners_registration"), await place.Column("select count(distinct unit_id) from owners_registration"));
    }

    static string TokenOf(JsonElement e) => e.GetProperty("token").GetString()!;

    static async Task<List<JsonElement>> Events(HttpClient api, string after = "")
    {
        List<JsonElement> all = [];
        for (string? next = after; next is not null;)
        {
            var page = await JsonOf(api, "/api/v1/events?limit=1000&after=" + next);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        return all;
    }

    static async Task<JsonElement> Gone(HttpClient api, string list, string token)
    {
        var problem = await api.GetAsync($"/api/v1/{list}?after={token}").Expect(System.Net.HttpStatusCode.Gone);
        Assert.Contains("came back from a backup", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }

    static async Task<JsonElement> JsonOf(HttpClient api, string path) => JsonElement.Parse(await api.GetStringAsync(path));

    static async Task<Program.Ended> Done(Task<Program.Ended> run)
    {
        var ended = await run;
        Assert.True(ended.Code == 0, ended.Error);
        return ended;
    }

    static void Says(string part, Program.Ended ended)
    {
        Assert.Equal(1, ended.Code);
        Assert.Contains(part, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Out);
    }

    static byte[] Damaged(byte[] archive)
    {
        for (var i = 2000; i < 2010; i++) archive[i] ^= 0xff;
        return archive;
    }

    static async Task Rewrite(string archive, Func<string, string> change)
    {
        using var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Update);
        var entry = zip.GetEntry("manifest.json")!;
        string text;
        using (var reader = new StreamReader(await entry.OpenAsync())) text = await reader.ReadToEndAsync();
        entry.Delete();
        await using var writer = await zip.CreateEntry("manifest.json").OpenAsync();
        await writer.WriteAsync(Encoding.UTF8.GetBytes(change(text)));
    }
}
