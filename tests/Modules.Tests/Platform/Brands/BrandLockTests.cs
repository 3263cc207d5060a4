using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Npgsql;

namespace Nameplate.Tests.Platform.Brands;

/// <summary>With the first lock, the query filter, switched off, the database still keeps brands apart.</summary>
public class BrandLockTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_query_filter_shows_a_brand_its_own_rows_and_nobody_any(string storage)
    {
        var (one, other) = await Two(storage);
        Assert.Equal([one.Brand.Id], await one.In(s => BrandsOf(Db(s).Set<StoredFile>())));
        await using var nobody = one.Server.Services.CreateAsyncScope();
        Assert.Empty(await BrandsOf(Db(nobody.ServiceProvider).Set<StoredFile>()));
        using (Db(nobody.ServiceProvider).AcrossBrands()) Assert.Empty(await BrandsOf(Db(nobody.ServiceProvider).Set<StoredFile>()));
        nobody.ServiceProvider.GetRequiredService<CurrentBrand>().Become(other.Brand.Id);
        Assert.Equal([other.Brand.Id], await BrandsOf(Db(nobody.ServiceProvider).Set<StoredFile>()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_crosses_brands_opens_both_locks(string storage)
    {
        var (one, other) = await Two(storage);
        await one.In(async s =>
        {
            using (Db(s).AcrossBrands()) Assert.Superset(new HashSet<Guid> { one.Brand.Id, other.Brand.Id }, (await BrandsOf(Db(s).Set<StoredFile>().IgnoreQueryFilters())).ToHashSet());
            if (storage == "postgres") Assert.Equal([one.Brand.Id], await BrandsOf(Db(s).Set<StoredFile>().IgnoreQueryFilters()));
            return true;
        });
    }

    [Fact]
    public async Task Without_the_filter_a_brand_sees_its_own_rows_and_nobody_any()
    {
        var (one, other) = await Two("postgres");
        await using var scope = one.Server.Services.CreateAsyncScope();
        var (db, brand) = (Db(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<CurrentBrand>());
        Assert.Empty(await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
        foreach (var id in new[] { one.Brand.Id, other.Brand.Id, one.Brand.Id })
        {
            brand.Become(id);
            Assert.Equal([id], await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
            Assert.Equal([id], await db.Database.SqlQueryRaw<Guid>("select distinct brand_id as \"Value\" from platform_file").ToListAsync());
        }
        brand.Become(Guid.Empty);
        Assert.Empty(await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
        db.Add(File(Guid.Empty));
        await Refused(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_brand_told_anew_within_a_transaction_is_told_to_the_database()
    {
        var (one, other) = await Two("postgres");
        await using var scope = one.Server.Services.CreateAsyncScope();
        var (db, brand) = (Db(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<CurrentBrand>());
        await using var tx = await db.Database.BeginTransactionAsync();
        foreach (var id in new[] { one.Brand.Id, other.Brand.Id })
        {
            brand.Become(id);
            Assert.Equal([id], await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
            db.Add(File(id));
            await db.SaveChangesAsync();
            using (db.AcrossBrands()) Assert.True((await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters())).Count > 1);
            Assert.Equal([id], await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
        }
        await tx.CommitAsync();
    }

    [Fact]
    public async Task A_row_forged_for_another_brand_is_refused()
    {
        var (one, other) = await Two("postgres");
        await one.In(async s =>
        {
            Db(s).Add(File(other.Brand.Id));
            await Refused(() => Db(s).SaveChangesAsync());
            Db(s).ChangeTracker.Clear();
            await Refused(() => Db(s).Set<StoredFile>().ExecuteUpdateAsync(u => u.SetProperty(f => f.BrandId, other.Brand.Id)));
            await Refused(() => Db(s).Database.ExecuteSqlAsync($"insert into platform_file (brand_id, id, name, content_type, public, length, created_at) values ({other.Brand.Id}, {Guid.CreateVersion7()}, 'x', 'x', true, 0, now())"));
            return true;
        });
        Assert.Equal(1, await other.In(s => Db(s).Set<StoredFile>().CountAsync()));
    }

    [Fact]
    public async Task Another_brands_rows_are_neither_changed_nor_deleted()
    {
        var (one, other) = await Two("postgres");
        await one.In(async s =>
        {
            var others = Db(s).Set<StoredFile>().IgnoreQueryFilters().Where(f => f.BrandId == other.Brand.Id);
            Assert.Equal(0, await others.ExecuteUpdateAsync(u => u.SetProperty(f => f.Name, "changed")));
            Assert.Equal(0, await others.ExecuteDeleteAsync());
            Assert.Equal(0, await Db(s).Database.ExecuteSqlAsync($"update platform_file set name = 'changed' where brand_id = {other.Brand.Id}"));
            Assert.Equal(0, await Db(s).Database.ExecuteSqlAsync($"delete from platform_file where brand_id = {other.Brand.Id}"));
            Assert.Equal(1, await Db(s).Database.ExecuteSqlAsync($"delete from platform_file"));
            return true;
        });
        Assert.Equal(other.Brand.Slug, await other.In(s => Db(s).Set<StoredFile>().Select(f => f.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_saved_change_still_notices_that_its_row_is_gone()
    {
        var (one, _) = await Two("postgres");
        await one.In(async s =>
        {
            var file = await Db(s).Set<StoredFile>().SingleAsync();
            file.Length = 7;
            await Db(s).SaveChangesAsync();
            Assert.Equal(7, await Db(s).Set<StoredFile>().AsNoTracking().Select(f => f.Length).SingleAsync());
            await Db(s).Set<StoredFile>().ExecuteDeleteAsync();
            file.Length = 8;
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Db(s).SaveChangesAsync());
            return true;
        });
    }

    [Fact]
    public async Task After_a_roll_back_the_lock_still_holds()
    {
        var (one, _) = await Two("postgres");
        await one.In(async s =>
        {
            var db = Db(s);
            await db.Database.OpenConnectionAsync();      // one connection throughout, which nothing resets
            await using (var tx = await db.Database.BeginTransactionAsync())
            {
                await Own();
                await tx.RollbackAsync();
                await Own();
            }
            await using (await db.Database.BeginTransactionAsync()) await Own();      // disposed: rolled back
            await Own();
            await using (var tx = await db.Database.BeginTransactionAsync())
            {
                // the first statement fails, and its savepoint takes back what was said in front of it
                db.Add(Brand(one.Brand.Slug));
                await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
                db.ChangeTracker.Clear();
                await Own();
                await tx.CommitAsync();
            }
            await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQueryRaw<int>("select 1 / 0 as \"Value\"").ToListAsync());
            await Own();
            await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQueryRaw<int>("select 1 / (3 - n) as \"Value\" from generate_series(1, 3) n").ToListAsync());
            await Own();
            await db.Database.CloseConnectionAsync();
            return true;

            async Task Own() => Assert.Equal([one.Brand.Id], await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters()));
        });
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Brands_that_share_two_connections_never_see_each_other(bool neverReset)
    {
        var server = (await servers.On("postgres")).Settings;
        var (one, other) = await Two("postgres");
        var connection = new NpgsqlConnectionStringBuilder(server.Postgres) { MaxPoolSize = 2, NoResetOnClose = neverReset };
        await using var app = Nameplate.Host.Composition.Build(server with { Postgres = connection.ToString(), Urls = null });

        var seen = 0;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                await using var scope = app.Services.CreateAsyncScope();
                var db = Db(scope.ServiceProvider);
                Guid? brand = ((n + i) % 4) switch { 0 => one.Brand.Id, 1 => other.Brand.Id, _ => null };
                if (brand is { } id) scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(id);
                using var across = (n + i) % 4 == 2 ? db.AcrossBrands() : null;
                await using var tx = i % 3 == 0 ? await db.Database.BeginTransactionAsync() : null;
                var found = await BrandsOf(db.Set<StoredFile>().IgnoreQueryFilters());
                if (brand is not null) Assert.Equal([brand.Value], found);
                else if (across is null) Assert.Empty(found);
                else Assert.True(found.Count >= 2);
                if (tx is not null && i % 2 == 0) await tx.CommitAsync();
                Interlocked.Increment(ref seen);
            }
        })));
        Assert.Equal(12 * 30, seen);
    }

    async Task<(BrandClient One, BrandClient Other)> Two(string storage)
    {
        var server = await servers.On(storage);
        var (one, other) = (await server.NewBrand(), await server.NewBrand());
        foreach (var brand in new[] { one, other })
            await brand.In(async s =>
            {
                Db(s).Add(File(brand.Brand.Id, brand.Brand.Slug));
                return await Db(s).SaveChangesAsync();
            });
        return (one, other);
    }

    static AppDb Db(IServiceProvider services) => services.GetRequiredService<AppDb>();
    static StoredFile File(Guid brand, string name = "x") => new() { BrandId = brand, Name = name, ContentType = "text/plain" };
    static Brand Brand(string slug) => new() { Slug = slug, Name = slug, Currency = "EUR", Country = "DE" };
    static async Task<List<Guid>> BrandsOf<T>(IQueryable<T> rows) where T : class, IBrandOwned => await rows.Select(r => r.BrandId).Distinct().ToListAsync();

    static async Task Refused(Func<Task> act)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(act);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(error.GetBaseException()).SqlState);
    }
}
