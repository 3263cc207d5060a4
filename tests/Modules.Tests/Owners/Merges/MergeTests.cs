using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Analytics.Kpis;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Owners.Merges;

public class MergeTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Everything_of_the_one_record_becomes_the_others_and_both_addresses_find_it(string storage)
    {
        var server = await servers.On(storage);
        var (brand, elsewhere) = (await server.NewBrand(), await server.NewBrand());
        var gtin = await brand.NewModel();
        string[] serials = [await brand.NewUnit(gtin), await brand.NewUnit(gtin), await brand.NewUnit(gtin)];
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serials[0], "ada@example.com");
        await visitor.Receipt(gtin, serials[1], "ada@work.example");
        using var first = await brand.SignedIn("ada@example.com");
        using var second = await brand.SignedIn("ada@work.example");
        await first.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "given" });
        await second.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "given" });
        await second.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "withdrawn" });
        var sku = await brand.NewPart(gtin);
        await brand.Order(sku, email: "ada@work.example");
        const string both = "email,visited_at,kind\nada@example.com,2026-03-01,page\nada@work.example,2026-03-01,page\nada@work.example,2026-03-02,page\n";      // one of them is the same visit twice
        await brand.Import("visits", both);
        await brand.Import("contacts", "contact_ref,contacted_at,channel,email\nC1,2026-03-01,phone,ada@work.example\n");
        var now = brand.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var quarter = FormattableString.Invariant($"{now.Year}-Q{(now.Month + 2) / 3}");
        await brand.Import("actions", FormattableString.Invariant($"action_ref,acted_at,email,kind\nA1,{now.AddDays(-9):yyyy-MM-dd},ada@work.example,campaign\n"));
        var (keep, other) = ((await brand.Owner("ada@example.com"))!.Value.GetProperty("id").GetGuid(), (await brand.Owner("ada@work.example"))!.Value.GetProperty("id").GetGuid());

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Api.PostAsJsonAsync($"/api/v1/owners/{keep}/merges", new { owner = other })).StatusCode);
        await elsewhere.Import("visits", "email,visited_at,kind\nada@example.com,2026-03-01,page\n");
        var stranger = (await elsewhere.Owner("ada@example.com"))!.Value.GetProperty("id").GetGuid();
        foreach (var wrong in (Guid[])[keep, stranger, Guid.Empty]) await brand.Api.PostAsJsonAsync($"/api/v1/owners/{keep}/merges", new { owner = wrong }).Expect(HttpStatusCode.UnprocessableEntity);
        var merged = await brand.Api.PostAsJsonAsync($"/api/v1/owners/{keep}/merges", new { owner = other }).Expect(HttpStatusCode.OK);

        Assert.Equal(2, merged.GetProperty("units").GetArrayLength());
        Assert.Equal(("ada@example.com", "ada@work.example"), (merged.GetProperty("email").GetString(), merged.GetProperty("addresses")[0].GetString()));
        Assert.Equal("withdrawn", merged.GetProperty("consents")[0].GetProperty("step").GetString());
        Assert.Equal(0, await brand.In(s => RowsOf(s.GetRequiredService<AppDb>(), other)));
        Assert.Single(await brand.EventsOf("owners.people-merged"));
        Assert.DoesNotContain(gtin, await second.GetStringAsync("/my"));      // whoever was signed in as the other signs in again
        Assert.Contains(serials[1][^4..], await first.GetStringAsync("/my"));

        // the other address is as good as the first: a registration, a file, an order, a sign-in
        await visitor.Receipt(gtin, serials[2], "ADA@work.example");
        await brand.Import("visits", both.Replace("2026-03-01", "2026-04-01", StringComparison.Ordinal).Replace("2026-03-02", "2026-04-02", StringComparison.Ordinal));
        await brand.Order(sku, email: "ada@work.example");
        var mails = (await brand.Mails("ada@example.com")).Count;
        using (await visitor.Send("/my/" + brand.Brand.Slug, new() { ["email"] = "ada@work.example" })) { }
        while ((await brand.Mails("ada@example.com")).Count == mails) await Task.Delay(50);
        using var again = await brand.SignedIn("ada@example.com");
        Assert.Contains(serials[2][^4..], await again.GetStringAsync("/my"));
        Assert.Equal(3, (await brand.Api.GetAsync($"/api/v1/owners/{keep}").Expect(HttpStatusCode.OK)).GetProperty("units").GetArrayLength());
        Assert.Equal(keep, (await brand.Owner("ada@work.example"))!.Value.GetProperty("id").GetGuid());

        await brand.Server.CaughtUp();
        var profile = await brand.Kpi("data_activation_rate", quarter);
        Assert.Equal((1L, 1L), (profile.Read().Item2, profile.Read().Item3));      // one owner, whom the campaign reached
        await brand.Server.Services.GetRequiredService<EventPump>().Rebuild("analytics.facts", _ => { }, default);
        Assert.Equal((1L, 1L), ((await brand.Kpi("data_activation_rate", quarter)).Read().Item2, (await brand.Kpi("data_activation_rate", quarter)).Read().Item3));
    }

    [Fact]
    public async Task Staff_see_both_records_before_they_are_one_and_choose_the_main_address()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email,name\n{gtin},{await brand.NewUnit(gtin)},2026-07-02,ada@example.com,Ada Lovelace\n{gtin},{await brand.NewUnit(gtin)},2026-07-02,ada@work.example,Ada Lovelace\n");
        var (keep, other) = ((await brand.Owner("ada@example.com"))!.Value.GetProperty("id").GetGuid(), (await brand.Owner("ada@work.example"))!.Value.GetProperty("id").GetGuid());
        using var staff = brand.Server.Visitor(cookies: true);
        (await staff.Send(new Uri(brand.SignInLink).AbsolutePath, [])).Dispose();
        ConsoleClient console = new(staff);

        var ask = await staff.GetStringAsync($"/admin/owners/{keep}/merges");
        Assert.Contains($"/admin/owners/{keep}/merges?with={other}", ask);      // the same name
        Assert.Contains("Nobody is known as", await (await staff.GetAsync($"/admin/owners/{keep}/merges?email=nobody%40example.com")).Text(HttpStatusCode.UnprocessableEntity));
        var compared = await staff.GetStringAsync($"/admin/owners/{keep}/merges?email=ada%40work.example");
        Assert.Contains("There is no way back", compared);
        using (var done = await console.Send($"/admin/owners/{keep}/merges?with={other}", $"/admin/owners/{keep}/merges", new() { ["with"] = other.ToString() })) Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        using (var twice = await console.Send($"/admin/owners/{keep}/merges?with={other}", $"/admin/owners/{keep}/merges", new() { ["with"] = other.ToString() })) Assert.Equal(HttpStatusCode.OK, twice.StatusCode);      // asks again

        Assert.Contains(keep.ToString(), await staff.GetStringAsync("/admin/owners?q=ada@work"));      // found by either
        using (await console.Send($"/admin/owners/{keep}", $"/admin/owners/{keep}/addresses/main", new() { ["email"] = "ada@work.example" })) { }
        var owner = (await brand.Owner("ada@work.example"))!.Value;
        Assert.Equal(["ada@example.com"], owner.GetProperty("addresses").EnumerateArray().Select(a => a.GetString()!));
        using (await console.Send($"/admin/owners/{keep}", $"/admin/owners/{keep}/addresses/removal", new() { ["email"] = "ada@example.com" })) { }
        Assert.Equal(0, (await brand.Owner("ada@work.example"))!.Value.GetProperty("addresses").GetArrayLength());
    }

    /// <summary>A merge asks each column for one person's rows: without an index that would take as long as there are rows.</summary>
    [Fact]
    public async Task Each_column_that_says_whose_a_row_is_has_an_index()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var bare = await brand.In(s => Task.FromResult(Columns(s.GetRequiredService<AppDb>()).Where(c => !c.Of.GetIndexes().Select(i => i.Properties).Concat(c.Of.GetKeys().Select(k => k.Properties)).Any(p => p.Count > 1 && p[1] == c.Column)).Select(c => c.Of.GetTableName()).ToList()));
        Assert.Empty(bare);
    }

    static IEnumerable<(IEntityType Of, IProperty Column)> Columns(AppDb db) =>
        db.Model.GetEntityTypes().Where(t => typeof(IBrandOwned).IsAssignableFrom(t.ClrType) && !typeof(ILogRow).IsAssignableFrom(t.ClrType)).SelectMany(t => t.GetProperties().Where(p => p.Name is "PersonId" or "OwnerId").Select(p => (t, p)));

    static async Task<int> RowsOf(AppDb db, Guid person)
    {
        var rows = 0;
        foreach (var (type, column) in Columns(db))
        {
            var sql = $$"""select cast(count(*) as int) as "Value" from {{type.GetTableName()}} where {{column.GetColumnName()}} = {0}""";
            rows += (await db.Database.SqlQueryRaw<int>(sql, db.Dialect.IsSqlite ? person.ToByteArray(bigEndian: true) : person).ToListAsync())[0];
        }
        return rows;
    }
}
