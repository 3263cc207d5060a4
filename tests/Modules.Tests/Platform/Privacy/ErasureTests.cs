using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Owners.Transfers;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Privacy;

/// <summary>A person's data in every column that a module covers: handed out, then erased, then found nowhere; and no figure of the brand has changed.</summary>
public sealed class ErasureTests
{
    const string Mark = "planted.ada.7f3k";
    const string Email = Mark + "@example.com";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_erased_is_found_in_no_table_text_or_file_and_changes_no_figure(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, services => services.AddClock(clock));
        var brand = await server.NewBrand();
        var gtin = await Live(brand);
        await Plant(brand);
        await server.CaughtUp();
        var period = clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var before = await Figures(brand, period);

        // handed out: every planted value is in the package
        var browser = await brand.SignedIn(Email);
        using (var answer = await browser.Send("/my/data/package", []))
        {
            Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
            using var json = new StreamReader(zip.GetEntry("data.json")!.Open());
            var all = await json.ReadToEndAsync();
            foreach (var column in await Covered(brand)) if (!OfFiles.Contains((column.Row.Name, column.Property))) Assert.True(all.Contains(ValueOf(column), StringComparison.OrdinalIgnoreCase) || IsAddress(column), $"{column.Row.Name}.{column.Property} is not handed out");
            Assert.Contains(zip.Entries, e => e.Name == "orders.csv");
        }

        // said twice; what holds keep is told with its day
        var asked = await (await browser.GetAsync("/my/data/erasure")).Text(HttpStatusCode.OK);
        Assert.Contains("invoice", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"giveUp\" value=\"warranty\"", asked, StringComparison.Ordinal);
        Assert.Contains("Really delete?", await (await browser.Send("/my/data/erasure", new() { ["giveUp"] = "warranty" })).Text(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.NotNull(await brand.Owner(Email));
        using var sent = await browser.Send("/my/data/erasure", new() { ["giveUp"] = "warranty", ["sure"] = "yes" });
        var receipt = sent.Headers.Location!.ToString();
        var said = "";
        while (!(said = await (await server.Visitor().GetAsync(receipt)).Text(HttpStatusCode.OK)).Contains("Your data is deleted", StringComparison.Ordinal)) await Task.Delay(50);
        Assert.Contains("Invoices with name and address", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, said, StringComparison.OrdinalIgnoreCase);

        // only the invoice is left, until its day
        var left = await Found(brand);
        Assert.All(left, l => Assert.StartsWith("commerce_order.", l, StringComparison.Ordinal));
        Assert.NotEmpty(left);
        Assert.Null(await brand.Owner(Email));
        Assert.Equal(before, await Figures(brand, period));
        Assert.Equal(HttpStatusCode.OK, (await server.Visitor().GetAsync($"/p/{gtin}/{serials[0]}")).StatusCode);
        Assert.Contains("/register", await (await server.Visitor().GetAsync($"/p/{gtin}/{serials[0]}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);      // the unit is free for the next

        // a job completes what was held, and proves it by figures
        clock.Ahead = TimeSpan.FromDays(3700);
        await RunJob(server, "platform.retention");
        Assert.Empty(await Found(brand));
        clock.Ahead = TimeSpan.Zero;
        Assert.Contains((await brand.Api.GetAsync("/api/v1/retention").Expect(HttpStatusCode.OK)).GetProperty("deletions").EnumerateArray(), d => d.GetProperty("key").GetString() == "commerce.invoices" && d.GetProperty("rows").GetInt32() == 1);
        Assert.Equal(before, await Figures(brand, period));
    }

    readonly List<string> serials = [];

    /// <summary>A life with the brand: bought, registered, ordered, agreed, complained, left a contact, was imported.</summary>
    async Task<string> Live(BrandClient brand)
    {
        var gtin = await brand.NewModel();
        for (var i = 0; i < 4; i++) serials.Add(await brand.NewUnit(gtin));
        await brand.Api.PostAsJsonAsync("/api/v1/sales", new { gtin, serial = serials[0], soldOn = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), channel = "retail", email = Email, mayContact = true, consents = new[] { "profiling" }, orderRef = "S-1" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = serials[0], email = Email, name = Mark + " Lovelace", country = "DE", consents = new[] { "marketing" } }).Expect(HttpStatusCode.Created);
        await brand.Import("registrations", $"gtin,serial,registered_at,email,name\n{gtin},{serials[1]},2026-03-01,{Email},{Mark} Lovelace\n{gtin},NOSUCHUNIT1,2026-03-01,{Email.ToUpperInvariant()},\n");
        using (await brand.Server.Visitor().Send($"/p/{gtin}/{serials[2]}/safety", new() { ["email"] = Email })) { }
        await brand.Api.PostAsJsonAsync("/api/v1/installers", new { name = Mark + " installs", company = Mark + " Heating", email = Email }).Expect(HttpStatusCode.Created);
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{serials[3]},2026-03-01,other@example.com\n");
        using (var visitor = brand.Server.Visitor())
        {
            await visitor.Upload($"/p/{gtin}/{serials[3]}/transfer/request", Mark + ".png", Owners.Proofs.ProofTests.Photo, ("email", Email.ToUpperInvariant()), ("note", Mark + " bought it"));
            await visitor.Upload($"/p/{gtin}/{serials[2]}/proof", Mark + "-receipt.png", Owners.Proofs.ProofTests.Photo, ("email", Email));
        }
        var sku = await brand.NewPart(gtin);
        await brand.Order(sku, email: Email);
        var cancelled = await brand.Order(sku, email: Email);
        await brand.Api.PostAsync($"/api/v1/orders/{cancelled.GetProperty("orderRef").GetString()}/cancellation", null).Expect(HttpStatusCode.OK);      // no invoice to keep
        var owner = (await brand.Owner(Email))!.Value.GetProperty("id").GetGuid();
        await brand.Api.PostAsJsonAsync($"/api/v1/owners/{owner}/consents", new { purpose = "marketing_sms", step = "given", channel = "phone", evidence = "Call of " + Mark }).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync("/api/v1/suppressions", new { email = Email, note = Mark + " asked by phone" }).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = await brand.NewUnit(gtin), email = "also." + Email, country = "DE" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync($"/api/v1/owners/{owner}/merges", new { owner = (await brand.Owner("also." + Email))!.Value.GetProperty("id").GetGuid() }).Expect(HttpStatusCode.OK);      // one person with two addresses
        await brand.In(async s =>
        {
            using var receipt = new MemoryStream(Encoding.UTF8.GetBytes("%PDF of " + Mark));
            var file = await s.GetRequiredService<FileStore>().Save("receipt.pdf", "application/pdf", receipt, isPublic: false, default);
            var db = s.GetRequiredService<AppDb>();
            Add(db, brand, "Proofs.Proof", ("Id", Guid.CreateVersion7()), ("UnitId", Guid.CreateVersion7()), ("Email", Email), ("Language", "en"), ("FileId", (Guid?)file.Id));
            Add(db, brand, "Transfers.Transfer", ("Id", Guid.CreateVersion7()), ("UnitId", Guid.CreateVersion7()), ("FromRegistration", Guid.CreateVersion7()), ("Email", Email), ("Note", Mark));
            Add(db, brand, "Safeguards.Block", ("Id", Guid.CreateVersion7()), ("KeyHash", "x"), ("Email", Email));
            return await db.SaveChangesAsync();
        });
        var asked = await brand.Api.PostAsJsonAsync("/api/v1/data-requests", new { email = Email, kind = "access", via = "letter", note = Mark + " wrote" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync($"/api/v1/data-requests/{asked.GetProperty("id").GetString()}/answer", new { outcome = "done", answer = "Sent to " + Mark }).Expect(HttpStatusCode.OK);
        using (await brand.Server.Visitor().Send($"/privacy/{brand.Brand.Slug}/data", new() { ["email"] = Email })) { }
        await brand.Mails(Email);
        using (await brand.Server.Visitor().Send("/my/" + brand.Brand.Slug, new() { ["email"] = Email })) { }
        await brand.Mails(Email);
        return gtin;
    }

    static void Add(AppDb db, BrandClient brand, string type, params (string Name, object? Value)[] values)
    {
        var clr = db.Model.FindEntityType("Nameplate.Owners." + type)!.ClrType;
        var row = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(clr);
        foreach (var (name, value) in values.Append(("BrandId", brand.Brand.Id))) clr.GetProperty(name)!.SetValue(row, value);
        db.Add(row);
    }

    /// <summary>Fills every covered column that the life above left empty, with the brand's own rows, so that none is covered by word only.</summary>
    static async Task Plant(BrandClient brand)
    {
        var columns = await Covered(brand);
        await brand.In(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            foreach (var column in columns)
            {
                if (IsAddress(column) || OfFiles.Contains((column.Row.Name, column.Property))) continue;
                var type = db.Model.FindEntityType(column.Row)!;
                var (table, name) = (type.GetTableName()!, type.FindProperty(column.Property)!.GetColumnName());
                await using var tx = await db.Database.BeginTransactionAsync();
#pragma warning disable EF1002      // names of the model
                var rows = await db.Database.ExecuteSqlRawAsync($"update {table} set \"{name}\" = {{0}} where brand_id = {{1}}{Only(column)}", ValueOf(column), db.Dialect.IsSqlite ? brand.Brand.Id.ToByteArray(true) : brand.Brand.Id);
#pragma warning restore EF1002
                Assert.True(rows > 0, $"{column.Row.Name} has no row to plant {column.Property} in");
                await tx.CommitAsync();
            }
            return columns.Count;
        });
    }

    // what says who it is cannot be another word
    static bool IsAddress(PersonalColumn column) => column.Property is "Email" or "EmailKey" or "Address" or "ToEmail";
    static string ValueOf(PersonalColumn column) => IsAddress(column) ? Email : $"{Mark} {column.Row.Name} {column.Property}";
    static string Only(PersonalColumn column) => column.Row.Name == "Message" ? " and html is not null and html not like 'CfDJ8%'" : column.Row.Name == "Person" ? $" and email_key = '{Email}'" : "";

    /// <summary>Names of files, which are erased and not handed out: they are the brand's own, and may hold others' data.</summary>
    static readonly HashSet<(string, string)> OfFiles = [("ImportRun", "FileName"), ("StoredFile", "Name")];

    static Task<List<PersonalColumn>> Covered(BrandClient brand) => brand.In(s => Task.FromResult(s.GetServices<IPersonalData>().SelectMany(c => c.Columns).Where(c => c.NotPersonal is null).ToList()));

    /// <summary>Where the mark still stands: table by table, past Entity Framework, and in the bytes of every file.</summary>
    static async Task<List<string>> Found(BrandClient brand)
    {
        await using var scope = brand.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        List<string> found = [];
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    if (!reader.IsDBNull(i) && TextOf(reader.GetValue(i)).Contains(Mark, StringComparison.OrdinalIgnoreCase)) found.Add($"{table}.{reader.GetName(i)}");
        }
        await db.Database.CloseConnectionAsync();
        foreach (var file in Directory.EnumerateFiles(scope.ServiceProvider.GetRequiredService<FileFolder>().Path, "*", SearchOption.AllDirectories))
            if ((await File.ReadAllTextAsync(file)).Contains(Mark, StringComparison.OrdinalIgnoreCase)) found.Add(file);
        return [.. found.Distinct()];
    }

    static string TextOf(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    static async Task<string> Figures(BrandClient brand, string period)
    {
        await brand.Server.CaughtUp();
        return (await brand.Api.GetAsync("/api/v1/kpis?period=" + period).Expect(HttpStatusCode.OK)).GetProperty("kpis").GetRawText();
    }

    internal static async Task RunJob(Server server, string name)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var kind = scope.ServiceProvider.GetServices<JobKind>().Single(k => k.Kind == name);
        await ((IJob)scope.ServiceProvider.GetRequiredService(kind.Type)).Run(Job.New(Guid.Empty, name, "{}", server.Services.GetRequiredService<TimeProvider>().GetUtcNow()), default);
    }
}
