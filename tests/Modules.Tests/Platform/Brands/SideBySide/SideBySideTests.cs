using System.Net;

namespace Nameplate.Tests.Platform.Brands.SideBySide;

/// <summary>Two brands full of marked rows on one server: whatever one of them asks for or sends, nothing of the other is in the answer, and nothing of it is changed.</summary>
public sealed class SideBySideTests(Servers servers)
{
    const string One = "zephyrine", Another = "quillwort";

    // what is sent beside an address; {…} is a name that may be another brand's
    static readonly Dictionary<string, string> Bodies = new()
    {
        ["PATCH /api/v1/units/{gtin}/{serial}"] = """{"status":"scrapped"}""",
        ["PUT /api/v1/parts/{sku}/stock"] = """{"onHand":1}""",
        ["POST /api/v1/products/{gtin}/mints"] = """{"count":1}""",
        ["POST /api/v1/registrations"] = """{"gtin":"{gtin}","serial":"{serial}","email":"eve@example.com"}""",
        ["POST /api/v1/transfers"] = """{"units":[{"gtin":"{gtin}","serial":"{serial}"}],"email":"eve@example.com"}""",
        ["POST /api/v1/orders"] = """{"email":"eve@example.com","gtin":"{gtin}","serial":"{serial}","lines":[{"sku":"{sku}","quantity":1}],"shipTo":{"name":"Eve","line1":"Road 1","city":"Town","postalCode":"10437","country":"DE"},"payment":"invoice"}""",
    };

    static readonly (string Kind, string Csv)[] Imports =
    [
        ("units", "gtin,serial\n{gtin},EVE1"), ("fitment", "sku,gtin\n{sku},{gtin}"), ("sales", "gtin,serial,sold_on,channel\n{gtin},{serial},2026-04-04,retail"), ("scans", "gtin,serial,scanned_at\n{gtin},{serial},2026-04-04T00:00:00Z"),
        ("transfers", "gtin,serial,transferred_at,to_email\n{gtin},{serial},2026-04-04,eve@example.com"),
        ("registrations", "gtin,serial,registered_at,email\n{gtin},{serial},2026-04-04,eve@example.com"), ("orders", "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,gtin,serial\nEVE-1,1,2026-04-04,retail,X,part,1,1.00,EUR,{gtin},{serial}"),
        ("visits", "email,visited_at,kind,gtin,serial\neve@example.com,2026-04-04,page,{gtin},{serial}"), ("sessions", "session_ref,gtin,started_at\nEVE-1,{gtin},2026-04-04"), ("contacts", "contact_ref,contacted_at,channel,gtin,serial\nEVE-1,2026-04-04,phone,{gtin},{serial}"),
    ];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nothing_of_one_brand_is_shown_to_another_or_changed_by_it(string storage)
    {
        var server = await servers.On(storage);
        var (theirs, ours) = (await LivedBrand.Fill(await server.NewBrand(), One), await LivedBrand.Fill(await server.NewBrand(), Another));
        var (theirRows, ourRows) = (await BrandRows.Of(theirs.Client), await BrandRows.Of(ours.Client));
        Assert.True(theirRows.All(t => t.Value.Count > 0), "LivedBrand fills nothing into " + string.Join(", ", theirRows.Where(t => t.Value.Count == 0).Select(t => t.Key)));
        HashSet<string> secrets = [.. theirRows.Secrets(ourRows), theirs.Word], own = [.. ourRows.Secrets(theirRows), ours.Word];
        List<string> wrong = [];
        var (asked, showsOwn) = (0, 0);

        foreach (var route in BrandAddress.Of(server).Where(r => r.Method == "GET"))
        {
            foreach (var (query, n) in route.Queries(theirs.Names, wrong).Select((q, n) => (q, n)))
            {
                var address = route.Fill(ours.Names, [], null, wrong) + query;
                var answer = await Answer.Of(ours, address);
                if ((int)answer.Status >= 400 && n == 0 && !route.MayFail) wrong.Add($"GET {address}: {(int)answer.Status} {answer.Text}");
                if (answer.Found(own, address) is not null) showsOwn++;
                Quiet(answer, "GET", address);
            }
            foreach (var mix in route.Mixes) await Alike(route, mix, address => Answer.Of(ours, address));
        }
        foreach (var below in new[] { "", "/" + theirs.Names["serial"], $"/{theirs.Names["serial"]}/parts", $"/{theirs.Names["serial"]}/warranty" })
            if ((await Answer.Of(ours, $"/p/{theirs.Names["gtin"]}{below}")) is var page && page.Found(own, "") is { } shown) wrong.Add($"/p/{theirs.Names["gtin"]}{below} shows {shown} while an owner of {ours.Word} is signed in");

        foreach (var route in BrandAddress.Of(server).Where(r => r.Method != "GET"))
        {
            var body = Bodies.GetValueOrDefault($"{route.Method} {route.Pattern}", "{}");
            foreach (var mix in route.Mixes) await Alike(route, mix, address => ours.Send(route.Method, address, body));
            foreach (var mix in Mixes(body))
                AlikeAnswers(await ours.Send(route.Method, route.Pattern, Filled(body, mix, theirs.Names)), await ours.Send(route.Method, route.Pattern, Filled(body, mix, BrandAddress.Unknown)), $"{route.Method} {route.Pattern} {Filled(body, mix, theirs.Names)}");
        }
        foreach (var (kind, csv) in Imports)
            foreach (var mix in Mixes(csv)) AlikeAnswers(await Refused(kind, Filled(csv, mix, theirs.Names)), await Refused(kind, Filled(csv, mix, BrandAddress.Unknown)), $"import of {kind}: {Filled(csv, mix, theirs.Names)}");
        Quiet(await Refused("products", $"gtin,name,model,category\n{theirs.Names["gtin"]},Eve,E,x"), "import", theirs.Names["gtin"]);

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(asked > 100 && showsOwn > 60, $"{asked} answers compared, {showsOwn} showed something of the brand that asked");
        await server.CaughtUp();
        Assert.Equal(theirRows.Lines(), (await BrandRows.Of(theirs.Client)).Lines());

        async Task Alike(BrandAddress route, string[] mix, Func<string, Task<Answer>> ask)
        {
            var foreign = route.Fill(ours.Names, mix, theirs.Names, wrong);
            AlikeAnswers(await ask(foreign), await ask(route.Fill(ours.Names, mix, BrandAddress.Unknown, wrong)), $"{route.Method} {foreign}");
        }

        void AlikeAnswers(Answer foreign, Answer unknown, string what)
        {
            asked++;
            Quiet(foreign, "", what);
            var (said, expected) = (foreign.Said(theirs.Names), unknown.Said(BrandAddress.Unknown));
            if (said != expected) wrong.Add($"{what} is not answered as if nobody had it:\n{said}\n---- but\n{expected}");
        }

        void Quiet(Answer answer, string method, string asking)
        {
            if (answer.Found(secrets, asking) is { } secret) wrong.Add($"{method} {asking} shows {secret}");
        }

        string Filled(string text, string[] mix, IReadOnlyDictionary<string, string> with) =>
            Names.Aggregate(text, (t, name) => t.Replace($"{{{name}}}", (mix.Contains(name) ? with : ours.Names)[name], StringComparison.Ordinal));

        async Task<Answer> Refused(string kind, string csv)
        {
            var import = await ours.Client.Import(kind, csv + "\n");
            return import.GetProperty("refused").GetInt64() == 0 ? new(HttpStatusCode.OK, "taken") : await Answer.Of(ours, $"/api/v1/imports/{import.GetProperty("id").GetString()}/errors");
        }
    }

    static readonly string[] Names = ["gtin", "serial", "sku"];

    /// <summary>Each choice of the names in a text that can be another brand's.</summary>
    static IEnumerable<string[]> Mixes(string text)
    {
        string[] names = [.. Names.Where(n => text.Contains($"{{{n}}}", StringComparison.Ordinal))];
        return Enumerable.Range(1, (1 << names.Length) - 1).Select(n => names.Where((_, i) => (n & (1 << i)) != 0).ToArray());
    }
}
