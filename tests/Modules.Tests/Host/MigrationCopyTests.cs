namespace Nameplate.Tests.Host;

/// <summary>Before a new version changes tables that hold something, the records as they are now are kept.</summary>
public class MigrationCopyTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_records_are_copied_before_their_tables_change_and_three_copies_stay(string storage)
    {
        var place = await Brewery.New(storage, 1);
        var backups = Directory.CreateDirectory(Path.Combine(place.Folder, "backups")).FullName;
        var end = storage == "sqlite" ? ".db" : ".pgdump";
        for (var i = 1; i <= 3; i++)
        {
            var old = Path.Combine(backups, $"before-20250101000{i}_Old{end}");
            await File.WriteAllTextAsync(old, "");
            File.SetLastWriteTimeUtc(old, new DateTime(2025, 1, i, 0, 0, 0, DateTimeKind.Utc));
        }
        await MakeOlder(place);

        var migrated = await Program.Run(["db", "migrate", .. place.Where]);

        Assert.True(migrated.Code == 0, migrated.Error);
        var copy = Path.Combine(backups, $"before-202611220007_Operations{end}");
        Assert.Contains(copy, migrated.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(copy).Length > 1000);
        Assert.Equal([$"before-202501010002_Old{end}", $"before-202501010003_Old{end}", Path.GetFileName(copy)], Directory.GetFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(await place.Column("select name from platform_protection_key where name = 'nobody'"));      // the table is there again
        if (storage != "sqlite") return;
        var before = Brewery.Empty(storage);
        File.Move(copy, Path.Combine(before.Folder, "nameplate.db"));
        Assert.Equal(["acme"], await before.Column("select slug from platform_brand"));
        Assert.Empty(await before.Column("select name from sqlite_master where name = 'platform_protection_key'"));
    }

    [Fact]
    public async Task Without_pg_dump_nothing_is_changed_unless_told()
    {
        var place = await Brewery.New("postgres", 1);
        await MakeOlder(place);
        Dictionary<string, string> nothing = new() { ["NAMEPLATE_PG_PROGRAMS"] = Directory.CreateTempSubdirectory("np").FullName };

        var refused = await Program.Run(nothing, ["db", "migrate", .. place.Where]);
        Assert.Equal(1, refused.Code);
        Assert.Contains("pg_dump is not on this machine", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--no-backup", refused.Error, StringComparison.Ordinal);
        Assert.Empty(await place.Column("select tablename from pg_tables where tablename = 'platform_protection_key'"));

        Assert.Equal(0, (await Program.Run(nothing, ["db", "migrate", "--no-backup", .. place.Where])).Code);
        Assert.Single(await place.Column("select tablename from pg_tables where tablename = 'platform_protection_key'"));
    }

    /// <summary>As a version without that change left it.</summary>
    static async Task MakeOlder(Brewery place)
    {
        await place.Column("drop table platform_protection_key");
        await place.Column("delete from \"__EFMigrationsHistory\" where \"MigrationId\" = '202611220007_Operations'");
    }
}
