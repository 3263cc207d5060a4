using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Resolver;

namespace Nameplate.Tests.Platform.Brands.SideBySide;

/// <summary>A brand with something in every table, each text of it marked with a word no other brand uses.</summary>
public sealed partial class LivedBrand
{
    public required BrandClient Client { get; init; }
    public required ConsoleClient Console { get; init; }
    /// <summary>In which an owner is signed in.</summary>
    public required HttpClient Browser { get; init; }
    public required string Word { get; init; }
    /// <summary>What stands for a name in an address. Where a name means different things, it is preceded by the word before it: <c>imports/id</c>.</summary>
    public required Dictionary<string, string> Names { get; init; }

    public static async Task<LivedBrand> Fill(BrandClient brand, string word)
    {
        var (W, console, visitor) = (word.ToUpperInvariant(), await ConsoleClient.SignIn(brand), brand.Server.Visitor(cookies: true));
        string[] serials = [.. Enumerable.Range(1, 6).Select(n => $"{W}100{n}")];
        var (gtin, sku, email) = (BrandClient.NewGtin(), W + "-P1", $"ada@{word}.example");

        await Sent(console.Send("/admin/settings/brand", "/admin/settings/brand", new() { ["name"] = word + " GmbH", ["accent"] = "#123456", ["legalAddress"] = word + "weg 1", ["supportEmail"] = $"help@{word}.example", ["supportPhone"] = "+49 " + W, ["iban"] = "DE02120300000000202051" }, ("logo", word + ".png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="))));
        await Sent(console.Send("/admin/settings/keys", "/admin/settings/keys", new() { ["name"] = word + " till", ["scope"] = "*" }));
        var hook = await brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = word + " ERP", url = $"https://erp.{word}.example/hooks", events = (string[])["*"] }).Expect(HttpStatusCode.Created);
        await Sent(console.Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = $"staff@{word}.example", ["role"] = "support" }));
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = word + " One", model = W + "-1", category = word + " machines", brand = word, description = word + " makes it", consumableNote = word + " filters", manualUrl = $"https://{word}.example/manual", listPrice = 499.5m, currency = "EUR", warrantyMonths = 29 }).Expect(HttpStatusCode.Created);
        await brand.Import("units", "gtin,serial,lot,shipped_on,market,firmware\n" + string.Concat(serials.Select(s => $"{gtin},{s},{W}L1,2026-01-05,DE,{word}-fw\n")));
        await brand.NewPart(gtin, sku: sku);
        await brand.Api.PostAsJsonAsync("/api/v1/links", new { gtin, linkType = "gs1:relatedVideo", href = $"https://{word}.example/video", title = word + " video" }).Expect(HttpStatusCode.Created);
        var mint = await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 3, lot = W + "M1" }).Expect(HttpStatusCode.Accepted);
        await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { serials = (string[])[W + "OWN1", W + "OWN2"] }).Expect(HttpStatusCode.Accepted);
        await brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{serials[5]}/reprint", new { reason = word + " was torn" }).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{serials[5]}/reprint", new { reason = word + " was copied", fresh = true }).Expect(HttpStatusCode.OK);
        await brand.Api.PatchAsJsonAsync($"/api/v1/units/{gtin}/{serials[3]}", new { status = "in_repair" }).Expect(HttpStatusCode.OK);
        await console.Text($"/admin/units/{gtin}/{serials[4]}");      // its claim code is shown
        var design = await brand.Api.PostAsJsonAsync("/api/v1/label-designs", new { name = word + " plate", sheet = "L7160", codeSize = 30, line = word + " care" }).Expect(HttpStatusCode.Created);
        var tagKey = await brand.Api.PostAsJsonAsync("/api/v1/tag-keys", new { name = word + " tags", metaKey = new string('0', 32), fileKey = new string('0', 32), system = "" }).Expect(HttpStatusCode.Created);
        using var tapped = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{serials[4]}?uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3");
        var lot = await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", new { gtin, lot = W + "L1", market = "AT" }).Expect(HttpStatusCode.Accepted);
        while ((await brand.Api.GetAsync($"/api/v1/lot-changes/{lot.GetProperty("id").GetString()}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString() != "done") await Task.Delay(50);
        await console.Text("/admin/lots");      // they are counted when somebody looks
        await Sent(console.Send("/admin/warranty", "/admin/warranty/statutory", new() { ["country"] = "AT", ["months"] = "31" }));
        await Sent(console.Send("/admin/warranty", "/admin/warranty/commercial", new() { ["gtin"] = gtin, ["country"] = "AT", ["months"] = "37" }));
        await Sent(console.Send("/admin/rates", "/admin/rates/DE", PriceName().Matches(await console.Text("/admin/rates")).Select(m => m.Value).Distinct().ToDictionary(n => n, _ => "13.13").With(("percent", "17.17"), ("days", "0"))));
        var inputs = await console.Text("/admin/figures/inputs");
        await Sent(console.Send("/admin/figures/inputs", "/admin/figures/inputs", Shelf.FieldsOf(inputs).Where(f => f.Key != "__RequestVerificationToken").ToDictionary(f => f.Key, f => f.Key.EndsWith(".source", StringComparison.Ordinal) ? word + " study" : "41.5")));

        await brand.Import("sales", $"gtin,serial,sold_on,channel,retailer,country,price,currency,order_ref,email\n{gtin},{serials[0]},2026-02-03,retail,{word} shop,DE,449.00,EUR,{W}-S1,{email}\n");
        var receipt = await visitor.Receipt(gtin, serials[0], email);
        using (var paper = new MultipartFormDataContent { { new ByteArrayContent(Owners.Proofs.ProofTests.Photo), "file", word + "-receipt.png" } }) Assert.Equal(HttpStatusCode.Found, (await visitor.PostAsync(receipt + "/proof", paper)).StatusCode);
        var browser = await brand.SignedIn(email);
        foreach (var made in (string[])["phone", "calendar"]) await Sent(browser.Send("/my/account/" + made, []));
        var feed = (await browser.GetStringAsync("/my/account/calendar")).Split("/my/feed/")[1][..32];
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("uptime/1.0");      // codes it follows are not scanned: asking leaves nothing behind that speaks of another brand
        await browser.Send("/my/account/name", new() { ["name"] = word + " Owner" });
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = serials[1], email = $"grace@{word}.example", name = word + " Hopper", country = "DE", consents = new[] { "marketing" } }).Expect(HttpStatusCode.Created);
        var registrations = await brand.Import("registrations", $"gtin,serial,registered_at,email,name,retailer,promo_code\n{gtin},{serials[2]},2026-03-01,linus@{word}.example,{word} Linus,{word} shop,{W}10\n{gtin},{W}NONE,2026-03-01,nobody@{word}.example,,,\n");
        using (var bill = new MultipartFormDataContent { { new StringContent($"bob@{word}.example"), "email" }, { new StringContent(word + " sold it to me"), "note" }, { new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")), "file", word + "-bill.png" } })
            Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync($"/p/{gtin}/{serials[2]}/transfer/request", bill)).StatusCode);
        var company = (await brand.Api.PostAsJsonAsync("/api/v1/companies", new { name = word + " Restaurants", country = "DE", vatId = "DE" + W, customerNumber = W + "-K", note = word + " pays late" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var site = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/sites", new { name = word + " station", street = word + "weg 3", city = word + "burg" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var user = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/users", new { email, role = "admin" }).Expect(HttpStatusCode.Created)).GetProperty("owner").GetString()!;
        await browser.Send($"/my/company/{company}/joining", []);
        var fleet = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/units", new { units = (object[])[new { gtin, serial = serials[0], site = word + " station" }] }).Expect(HttpStatusCode.OK)).GetProperty("units")[0].GetProperty("registration").GetString()!;
        var order = await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf(sku, 1, email, "DE", gtin, serials[0])).Expect(HttpStatusCode.Created);
        var orderRef = order.GetProperty("orderRef").GetString()!;
        var cancelled = await brand.Order(sku, email: email);
        await brand.Api.PostAsync($"/api/v1/orders/{cancelled.GetProperty("orderRef").GetString()}/cancellation", null).Expect(HttpStatusCode.OK);
        await brand.Import("visits", $"email,visited_at,kind,gtin,serial\n{email},2026-03-06T10:00:00Z,document,{gtin},{serials[0]}\n");
        await brand.Import("sessions", $"session_ref,gtin,started_at,serial,email,outcome,topic\n{W}-S1,{gtin},2026-03-07T10:00:00Z,{serials[0]},{email},answered,{W} topic\n");
        await brand.Import("contacts", $"contact_ref,contacted_at,channel,gtin,serial,email,topic\n{W}-C1,2026-03-08T10:00:00Z,phone,{gtin},{serials[0]},{email},{W} topic\n");
        await brand.Import("visits", $"email,visited_at,kind\ntwin@{word}.example,2026-03-06T10:00:00Z,page\n");
        await brand.Api.PostAsJsonAsync($"/api/v1/owners/{(await brand.Owner(email))!.Value.GetProperty("id").GetString()}/merges", new { owner = (await brand.Owner($"twin@{word}.example"))!.Value.GetProperty("id").GetString() }).Expect(HttpStatusCode.OK);
        await brand.Import("actions", $"action_ref,acted_at,email,kind\n{W}-A1,2026-03-09T10:00:00Z,{email},campaign\n");
        await brand.Api.PutAsJsonAsync($"/api/v1/products/{gtin}/registering", new { where = new { en = $"Under the tank of {word}" }, registerWithinDays = 61 }).Expect(HttpStatusCode.OK);
        var installer = await brand.Api.PostAsJsonAsync("/api/v1/installers", new { name = word + " Miller", company = word + " Heating", email = $"miller@{word}.example" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/installations", new { installer = installer.GetProperty("id").GetString(), email = $"visited@{word}.example", installedOn = "2026-03-04", units = new[] { new { gtin, serial = serials[4] } } }).Expect(HttpStatusCode.OK);
        await Sent(console.Send("/admin/cards", "/admin/cards", new() { ["serial"] = W + "OWN1", ["email"] = $"card@{word}.example", ["receivedOn"] = "2026-03-04" }));
        var experiment = await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key = word, name = word + " insert", place = "owners.insert", endsOn = "2099-01-01", variants = new[] { new { key = "a", name = word + " A" }, new { key = "b", name = word + " B" } } }).Expect(HttpStatusCode.Created);
        await brand.Api.PutAsJsonAsync($"/api/v1/experiments/{experiment.GetProperty("experiment").GetProperty("id").GetString()}/lots", new { lots = new[] { new { gtin, lot = W + "L1", variant = "a" } } }).Expect(HttpStatusCode.OK);
        await Put(brand, "Nameplate.Platform.Experiments.ExperimentOutcome", ("ExperimentId", experiment.GetProperty("experiment").GetProperty("id").GetGuid()), ("Subject", Guid.CreateVersion7()), ("Variant", "a"));
        using (var browsing = brand.Server.Visitor()) Assert.True((await browsing.GetAsync($"/p/{gtin}/{W}OWN2")).IsSuccessStatusCode);
        while ((await brand.Api.GetAsync("/api/v1/funnels/registration?by=lot").Expect(HttpStatusCode.OK)).GetProperty("whole").GetProperty("opened").GetInt32() == 0) await Task.Delay(50);
        await brand.Import("orders", $"order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email,gtin,serial\n{W}-R1,1,2026-03-05,retail,{sku},part,1,9.90,EUR,{email},{gtin},{serials[0]}\n");
        await brand.Import("scans", $"gtin,serial,scanned_at,placement,country,device\n{gtin},{serials[0]},2026-03-06T10:00:00Z,box,DE,mobile\n");
        using var madeUp = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{W}MADEUP");
        await brand.Api.PutAsJsonAsync("/api/v1/signals/rules", new { alarmScore = 51, scansPerHour = 12, scansPerDay = 30, travelKmh = 900, shipmentGraceHours = 24, greyDays = 2, freeInEea = true, alerts = "never" }).Expect(HttpStatusCode.OK);
        await brand.Api.PatchAsync($"/api/v1/units/{gtin}/{serials[3]}", JsonContent.Create(new { status = "in_repair" })).Expect(HttpStatusCode.OK);
        using var scanned = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{serials[0]}");
        await brand.Server.CaughtUp();
        while ((await brand.Api.GetAsync($"/api/v1/mints/{mint.GetProperty("id").GetString()}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString() != "done") await Task.Delay(50);
        await brand.Server.CaughtUp();

        using (var once = new HttpRequestMessage(HttpMethod.Post, "/api/v1/products") { Content = JsonContent.Create(new { gtin, name = word + " One", model = W + "-1", category = word + " machines" }) })
        {
            once.Headers.Add("Idempotency-Key", word + "-key");
            Assert.True((await brand.Api.SendAsync(once)).IsSuccessStatusCode);
        }
        await Put(brand, "Nameplate.Platform.EventLog.DeadEvent", ("Subscriber", word + ".facts"), ("Error", word + " broke"), ("Position", 1L), ("At", TimeProvider.System.GetUtcNow()));
        var staff = await brand.In(async s => (await s.GetRequiredService<AppDb>().Set<Membership>().FirstAsync(m => m.BrandId == brand.Brand.Id)).StaffId);
        await Put(brand, "Nameplate.Platform.Access.TwoSteps.SecondStep", ("TokenHash", word + "hash"), ("StaffId", staff), ("ExpiresAt", TimeProvider.System.GetUtcNow()));
        await brand.Api.PostAsJsonAsync("/api/v1/suppressions", new { email = $"linus@{word}.example", note = word + " asked by phone" }).Expect(HttpStatusCode.OK);
        await Sent(console.Send("/admin/message-rules", "/admin/message-rules", new() { ["quietFrom"] = "20", ["quietUntil"] = "9", ["marketingMost"] = "2", ["marketingDays"] = "17" }));
        await Sent(console.Send("/admin/message-kinds/owners.confirm", "/admin/message-kinds/owners.confirm/en", new() { ["subject"] = word + " says hello", ["introduction"] = word + " is glad" }));
        await Sent(console.Send("/admin/message-kinds/owners.confirm", "/admin/message-kinds/owners.confirm/en/tests", []));
        var (stop, data, request, now) = (Token.New(), Token.New(), Token.New(), TimeProvider.System.GetUtcNow());
        await Sent(console.Send("/admin/purposes?open=new", "/admin/purposes/new", new() { ["key"] = word, ["offered"] = "yes", ["title.en"] = word + " club", ["text.en"] = word + " may tell me of its club." }));
        await Sent(brand.Server.Visitor().Send($"/p/{gtin}/{serials[4]}/safety", new() { ["email"] = $"safe@{word}.example" }));
        await brand.Api.PostAsJsonAsync("/api/v1/sales", new { gtin, serial = serials[4], soldOn = "2026-02-04", channel = "retail", email = $"till@{word}.example", consents = new[] { word } }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/data-requests", new { email, kind = "rectification", via = "letter", note = word + " wrote a letter" }).Expect(HttpStatusCode.Created);
        await Put(brand, "Nameplate.Platform.Privacy.Requests.DataRequest", ("Id", Guid.CreateVersion7()), ("Number", "D-" + W), ("EmailHash", word), ("Email", email), ("TokenHash", Token.Hash(request)), ("ReceivedAt", now), ("DueAt", now));
        await Put(brand, "Nameplate.Owners.Privacy.DataLink", ("TokenHash", Token.Hash(data)), ("Email", email), ("EmailKey", email), ("CreatedAt", now), ("ExpiresAt", now.AddDays(1)));
        await Put(brand, "Nameplate.Platform.Privacy.Retention.Deletion", ("Id", Guid.CreateVersion7()), ("Rule", word), ("At", now), ("Before", now), ("Rows", 7));
        await Put(brand, "Nameplate.Platform.Privacy.Retention.RetentionPeriod", ("Rule", "messaging.messages"), ("Days", 77));
        var reader = (await brand.Owner(email))!.Value.GetProperty("id").GetGuid();
        var agreed = ConsentForm().Match((await brand.Mails($"till@{word}.example")).Last(m => m.Kind == "owners.confirm-consents").Text).Groups["token"].Value;
        await Put(brand, "Nameplate.Messaging.Deliveries.Message", ("Id", Guid.CreateVersion7()), ("Kind", "owners.news"), ("Purpose", Nameplate.Messaging.MessagePurpose.Marketing), ("AddressHash", word), ("OwnerId", (Guid?)reader), ("StopHash", Token.Hash(stop)), ("State", Nameplate.Messaging.MessageState.Sent));
        await Sent(console.Send("/admin/ownership-rules", "/admin/ownership-rules", new() { ["claimAsk"] = "never", ["codeDays"] = "13", ["answerDays"] = "13", ["perAddressHour"] = "900", ["perEmailDay"] = "900", ["proofDays"] = "13" }));
        await Put(brand, "Nameplate.Owners.Safeguards.Block", ("Id", Guid.CreateVersion7()), ("KeyHash", word + "hash"), ("Email", $"many@{word}.example"), ("FirstAt", TimeProvider.System.GetUtcNow()));
        var (filter, change) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Put(brand, "Nameplate.Platform.Web.Lists.SavedFilter", ("Id", filter), ("StaffId", staff), ("List", "units"), ("Name", word + " filter"), ("Query", "?serial=" + word));
        await Put(brand, "Nameplate.Platform.Web.Lists.ChosenColumns", ("StaffId", staff), ("List", "none"), ("Columns", word));
        await Put(brand, "Nameplate.Platform.Bulk.BulkChange", ("Id", change), ("StaffId", staff), ("Action", "units.lot"), ("Argument", word), ("Query", ""), ("Keys", word), ("CreatedAt", TimeProvider.System.GetUtcNow()));
        await Put(brand, "Nameplate.Platform.Bulk.BulkStep", ("ChangeId", change), ("Number", 1), ("Rows", "[]"));
        var deliveries = $"/api/v1/webhooks/{hook.GetProperty("webhook").GetProperty("id").GetString()}/deliveries";
        JsonElement message;      // nobody answers under that name: the attempt is written down
        while ((message = (await brand.Api.GetAsync(deliveries).Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().LastOrDefault()).ValueKind != JsonValueKind.Object || message.GetProperty("attempts").GetInt32() == 0) await Task.Delay(100);
        await brand.Api.PutAsJsonAsync(deliveries[..^"/deliveries".Length], new { name = word + " ERP", url = $"https://erp.{word}.example/hooks", events = (string[])["*"], active = false }).Expect(HttpStatusCode.OK);
        await Task.Delay(1500);      // an attempt that was on its way

        await brand.In(async s => await s.GetRequiredService<AppDb>().Database.ExecuteSqlAsync($"update resolver_signal set told_at = last_at where told_at is null and gtin = {gtin}"));      // staff are told within the minute: not while rows are compared

        var rows = await BrandRows.Of(brand);
        string Id(string table, Func<Dictionary<string, object>, bool>? which = null) => rows[table].First(which ?? (_ => true))["id"].ToString()!;
        var tracked = (await brand.Mails(email)).First(m => m.Kind == "commerce.placed").Text;
        return new()
        {
            Client = brand, Console = console, Browser = browser, Word = word,
            Names = new()
            {
                ["gtin"] = gtin, ["serial"] = serials[0], ["sku"] = sku, ["orderRef"] = orderRef, ["slug"] = brand.Brand.Slug, ["rest"] = $"{gtin}/21/{serials[0]}",
                ["label-designs/id"] = design.GetProperty("id").GetString()!, ["labels/id"] = design.GetProperty("id").GetString()!, ["tag-keys/id"] = tagKey.GetProperty("keys").GetProperty("id").GetString()!, ["tags/id"] = tagKey.GetProperty("keys").GetProperty("id").GetString()!, ["lot-changes/id"] = lot.GetProperty("id").GetString()!, ["imports/id"] = registrations.GetProperty("id").GetString()!, ["mints/id"] = mint.GetProperty("id").GetString()!, ["outbox/id"] = Id("platform_mail", m => !m["kind"].ToString()!.StartsWith("access.", StringComparison.Ordinal)), ["messages/id"] = Id("messaging_message", m => m["kind"].ToString() == "owners.confirm"), ["suppressions/id"] = Id("messaging_suppressed_address"), ["unsubscribe/token"] = stop, ["preferences/token"] = stop, ["data/token"] = data, ["data-requests/token"] = request, ["consents/token"] = agreed, ["safety/token"] = rows["owners_safety_contact"][0]["token"].ToString()!, ["data-requests/id"] = Id("platform_data_request"), ["owners/id"] = Id("owners_person"), ["jobs/id"] = Id("platform_job"),
                ["companies/id"] = company, ["company"] = company, ["site"] = site, ["user"] = user, ["units/registration"] = fleet, ["registrations/registration"] = Id("owners_registration"), ["fitment/id"] = Id("commerce_fitment"), ["signals/id"] = Id("resolver_signal"), ["filters/id"] = filter.ToString(), ["changes/id"] = change.ToString(), ["keys/id"] = Id("platform_api_key"), ["staff/id"] = staff.ToString(), ["invitations/id"] = Id("platform_invitation"), ["sessions/id"] = Id("platform_staff_session"), ["session"] = Id("platform_staff_session"),
                ["transfers/id"] = Id("owners_transfer"), ["proofs/id"] = Id("owners_proof"), ["blocks/id"] = Id("owners_block"), ["proof/token"] = new('w', 32), ["feed/token"] = feed, ["phone-codes/id"] = Id("owners_phone_code"), ["handover/token"] = (await brand.Mails($"bob@{word}.example"))[0].Text.Split("/handover/")[1].Split('\n', ' ', '\r')[0], ["webhooks/id"] = Id("platform_webhook"), ["links/id"] = Id("resolver_link"), ["experiments/id"] = Id("platform_experiment"), ["installers/id"] = Id("owners_installer"), ["visit/token"] = installer.GetProperty("link").GetString()!.Split('/')[^1], ["delivery"] = message.GetProperty("id").GetString()!, ["invitation/token"] = new('y', 32),
                ["files/id"] = Id("platform_file", f => f["public"] is true or 1L), ["private file"] = Id("platform_file", f => f["public"] is false or 0L),
                ["registered/token"] = receipt.Split('/')[^1], ["m/token"] = (await brand.MailedLink($"grace@{word}.example")).Split('/')[^1], ["track/token"] = TrackForm().Match(tracked).Groups["token"].Value, ["sign-in/token"] = brand.SignInLink.Split('/')[^1],
                ["email"] = email, ["name"] = word + " Hopper", ["lot"] = W + "L1",
            },
        };
    }

    /// <summary>Writes as a program, as staff or as an owner would, by where the address is.</summary>
    public async Task<Answer> Send(string method, string address, string body)
    {
        var api = address.StartsWith("/api/", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(method), address) { Content = api ? new StringContent(body, Encoding.UTF8, "application/json") : new FormUrlEncodedContent(Typed.With(("__RequestVerificationToken", await formToken.Value))) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", Client.Server.Url);
        using var answer = await (api ? Client.Api : address.StartsWith("/admin", StringComparison.Ordinal) ? Console.Http : Browser).SendAsync(request);
        return await Answer.Of(answer);
    }

    readonly Lazy<Task<string>> formToken;

    LivedBrand() => formToken = new(async () => Shelf.FieldsOf(await Console!.Text("/admin/settings/keys"))["__RequestVerificationToken"]);

    // something for every form
    static Dictionary<string, string> Typed => new()
    {
        ["sure"] = "true", ["name"] = "Eve", ["email"] = "eve@example.com", ["purchasedOn"] = "2026-04-04", ["status"] = "scrapped", ["market"] = "FR", ["lot"] = "EVE", ["count"] = "1", ["quantity"] = "1", ["stock"] = "1", ["price"] = "1", ["kind"] = "part", ["currency"] = "EUR",
        ["category"] = "x", ["model"] = "x", ["line1"] = "Road 1", ["city"] = "Town", ["postalCode"] = "1", ["country"] = "DE", ["shipment"] = "E1", ["purpose"] = "marketing", ["step"] = "given",
    };

    /// <summary>A row that nothing ordinary makes.</summary>
    static Task Put(BrandClient brand, string type, params (string Name, object Value)[] values) => brand.In(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var clr = db.Model.FindEntityType(type)!.ClrType;
        var row = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(clr);
        foreach (var (name, value) in values.Append(("BrandId", brand.Brand.Id))) clr.GetProperty(name)!.SetValue(row, value);
        db.Add(row);
        return await db.SaveChangesAsync();
    });

    static async Task Sent(Task<HttpResponseMessage> form)
    {
        using var answer = await form;
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, $"{answer.RequestMessage!.RequestUri} {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    [GeneratedRegex("price[0-9]+", RegexOptions.None, 1000)] private static partial Regex PriceName();
    [GeneratedRegex("/consents/(?<token>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex ConsentForm();
    [GeneratedRegex("/track/(?<token>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TrackForm();
}

static class Fields
{
    public static Dictionary<string, string> With(this Dictionary<string, string> fields, params (string Name, string Value)[] more)
    {
        foreach (var (name, value) in more) fields[name] = value;
        return fields;
    }
}
