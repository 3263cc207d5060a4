using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nameplate.Tests.Resolver;
using Nameplate.Tests.Resolver.Signals;

namespace Nameplate.Tests.Products.Sun;

/// <summary>NFC tags that sign: what their reads prove, and what is noticed when they are copied.</summary>
public class SecureTagTests(Servers servers)
{
    const string NoKey = "00000000000000000000000000000000";

    // NXP AN12196: encrypted, openly; both sign nothing but themselves
    [Theory, InlineData("sqlite", "picc_data=EF963FF7828658A599F3041510671E88&cmac=94EED9EE65337086"), InlineData("postgres", "uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3")]
    public async Task The_published_examples_of_a_read_are_confirmed_once_and_go_no_further(string storage, string said)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Api.PostAsJsonAsync("/api/v1/tag-keys", new { name = "Examples", metaKey = NoKey, fileKey = NoKey, system = "" }).Expect(HttpStatusCode.Created);

        var (landing, page) = await Read(brand, $"/01/{gtin}/21/{serial}?pl=nfc&{said}&lang=en");
        Assert.StartsWith($"/p/{gtin}/{serial}?tap=", landing, StringComparison.Ordinal);
        Assert.EndsWith("&pl=nfc&lang=en", landing, StringComparison.Ordinal);
        foreach (var secret in said.Split('&', '=')) Assert.DoesNotContain(secret + "=", landing, StringComparison.Ordinal);
        Assert.Contains("Tag confirmed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("uthentic", page, StringComparison.Ordinal);
        Assert.Equal(["unit " + serial + " - nfc desktop"], await brand.Scans(gtin));

        var (again, pageAgain) = await Read(brand, $"/01/{gtin}/21/{serial}?{said}");
        Assert.Contains("Please tap once more", pageAgain, StringComparison.Ordinal);
        Assert.DoesNotContain("cmac", again, StringComparison.Ordinal);
        var signal = await brand.Signal(gtin, serial, "repeated_tag");
        Assert.Equal(("watched", 1), (signal.GetProperty("state").GetString(), signal.GetProperty("evidence").GetProperty("times").GetInt32()));
        await Read(brand, $"/01/{gtin}/21/{serial}?{said}");
        Assert.Equal("open", (await brand.Signal(gtin, serial, "repeated_tag")).GetProperty("state").GetString());

        var tags = (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/tags").Expect(HttpStatusCode.OK)).GetProperty("tags");
        Assert.StartsWith("04", Assert.Single(tags.EnumerateArray()).GetProperty("uid").GetString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Each_tag_has_a_key_of_its_own_and_a_false_signature_is_a_copied_tag(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (serial, other) = (await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin));
        // NXP AN10922: this key, number and system give the key A8DD…
        await brand.Api.PostAsJsonAsync("/api/v1/tag-keys", new { name = "Supplier", metaKey = NoKey, fileKey = "00112233445566778899AABBCCDDEEFF", system = "3042F54E585020416275" }).Expect(HttpStatusCode.Created);
        var (tag, fake) = (new TagInHand("04782E21801D80", Convert.FromHexString("A8DD63A3B89D54B37CA802473FDA9175"), new byte[16]), new TagInHand("04782E21801D80", new byte[16], new byte[16]));
        var (uri, uriOfOther) = (await Uri(brand, gtin, serial), await Uri(brand, gtin, other));

        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(uri))).Page, StringComparison.Ordinal);
        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(uri, signsAddress: false))).Page, StringComparison.Ordinal);
        tag.Counter += 100;      // reads that never got here
        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(uri))).Page, StringComparison.Ordinal);

        fake.Counter = 500;
        Assert.Contains("Tag not confirmed", (await Read(brand, fake.Tap(uri))).Page, StringComparison.Ordinal);
        Assert.Equal((60, "copied_tag open"), await brand.Suspicion(gtin, serial));
        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(uri))).Page, StringComparison.Ordinal);      // the true one goes on

        Assert.Contains("Tag not confirmed", (await Read(brand, tag.Tap(uriOfOther))).Page, StringComparison.Ordinal);
        Assert.StartsWith("The NFC tag of another unit answered", (await brand.Signal(gtin, other, "copied_tag")).GetProperty("why").GetString(), StringComparison.Ordinal);
        var third = await brand.NewUnit(gtin);
        foreach (var typed in (string[])["cmac=", "cmac=zz&picc_data=1", "uid=04%00&ctr=1&cmac=" + NoKey[..16]]) await Read(brand, $"/01/{gtin}/21/{third}?{typed}");
        Assert.Equal((0, ""), await brand.Suspicion(gtin, third));      // no tag speaks so
        await Read(brand, fake.Tap(await Uri(brand, gtin, third)));
        Assert.Equal((40, "copied_tag watched"), await brand.Suspicion(gtin, third));      // it is not known to have a tag
        var signed = tag.Tap(uri);
        Assert.Contains("Tag not confirmed", (await Read(brand, signed.Replace("pl=nfc", "pl=box", StringComparison.Ordinal))).Page, StringComparison.Ordinal);      // it signs its address too
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Keys_are_shown_once_kept_sealed_and_say_nothing_once_they_are_retired(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var console = await ConsoleClient.SignIn(brand);
        using var made = await console.Send("/admin/tags", "/admin/tags", new() { ["name"] = "Tags of July" });
        var page = await made.Content.ReadAsStringAsync();
        var (file, meta) = (Between(page, "id=\"file-key\" readonly value=\"", "\""), Between(page, "id=\"meta-key\" readonly value=\"", "\""));
        var after = await console.Text("/admin/tags");
        Assert.Contains("Tags of July", after, StringComparison.Ordinal);
        foreach (var (table, rows) in await Platform.Brands.SideBySide.BrandRows.Of(brand))
            foreach (var said in rows.SelectMany(r => r.Values).Select(v => v?.ToString() ?? ""))
                foreach (var key in (string[])[file, meta])
                    Assert.False(said.Contains(key, StringComparison.OrdinalIgnoreCase) || said.Contains(Convert.ToBase64String(Convert.FromHexString(key)), StringComparison.Ordinal), table);
        Assert.DoesNotContain(file, after, StringComparison.Ordinal);

        var keys = Assert.Single((await brand.Api.GetAsync("/api/v1/tag-keys").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        var own = TagInHand.Cmac(Convert.FromHexString(file), [1, .. Convert.FromHexString("04AABBCCDDEEFF"), .. Convert.FromHexString(keys.GetProperty("system").GetString()!)]);
        var tag = new TagInHand("04AABBCCDDEEFF", own, Convert.FromHexString(meta));
        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(await Uri(brand, gtin, serial)))).Page, StringComparison.Ordinal);
        Assert.Contains("Tag confirmed", (await Read(brand, tag.Tap(await Uri(brand, gtin, serial, open: true)))).Page, StringComparison.Ordinal);
        Assert.Contains("04AABBCCDDEEFF", await console.Text($"/admin/units/{gtin}/{serial}"), StringComparison.Ordinal);

        using (await console.Send("/admin/tags", $"/admin/tags/{keys.GetProperty("id").GetString()}/retirement", new() { ["sure"] = "true" })) { }
        var (landing, _) = await Read(brand, tag.Tap(await Uri(brand, gtin, serial)));
        Assert.Equal($"/p/{gtin}/{serial}?pl=nfc", landing);
        Assert.Equal((0, ""), await brand.Suspicion(gtin, serial));
        await brand.Api.PostAsJsonAsync("/api/v1/tag-keys", new { name = "Wrong", metaKey = "12" }).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_encoder_line_gets_the_bytes_of_each_tag_and_where_the_tag_fills_them_in(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var mint = await brand.Mint(gtin, new { count = 2 });
        var lines = (await brand.Api.GetStringAsync($"/api/v1/mints/{mint.GetProperty("id").GetString()}/tags.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Split(',')).ToList();
        Assert.Equal(3, lines.Count);
        Dictionary<string, string> Row(string[] line) => lines[0].Zip(line).ToDictionary(p => p.First, p => p.Second);
        var row = Row(lines[1]);
        var bytes = Convert.FromHexString(row["file_hex"]);
        string At(string offset, int length) => Encoding.ASCII.GetString(bytes.AsSpan(int.Parse(row[offset], System.Globalization.CultureInfo.InvariantCulture), length));
        Assert.Equal(bytes.Length - 2, (bytes[0] << 8) | bytes[1]);
        Assert.Equal(("picc_data=" + NoKey, "&cmac=0000000000000000", "/01/" + gtin), (At0(bytes, row["picc_data_offset"], 10, 32), At0(bytes, row["mac_offset"], 6, 16), At("mac_input_offset", 18)));
        Assert.Equal($"4000E0C1F121{Lsb(row["picc_data_offset"])}{Lsb(row["mac_input_offset"])}{Lsb(row["mac_offset"])}", row["file_settings_hex"]);

        var open = (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{row["serial"]}/tags?open=true").Expect(HttpStatusCode.OK)).GetProperty("template");
        var file = Convert.FromHexString(open.GetProperty("fileHex").GetString()!);
        Assert.Equal(("uid=00000000000000", "ctr=000000"), (At0(file, open.GetProperty("uidOffset").GetRawText(), 4, 14), At0(file, open.GetProperty("counterOffset").GetRawText(), 4, 6)));
        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("SDMReadCtrOffset", await console.Text($"/admin/tags?gtin={gtin}&open=true"), StringComparison.Ordinal);
    }

    static string At0(byte[] file, string offset, int before, int length) => Encoding.ASCII.GetString(file.AsSpan(int.Parse(offset, System.Globalization.CultureInfo.InvariantCulture) - before, before + length));
    static string Lsb(string offset) => int.Parse(offset, System.Globalization.CultureInfo.InvariantCulture) is var n ? $"{n & 255:X2}{n >> 8:X2}00" : "";
    static string Between(string text, string from, string to) => text[(text.IndexOf(from, StringComparison.Ordinal) + from.Length)..].Split(to)[0];

    static async Task<string> Uri(BrandClient brand, string gtin, string serial, bool open = false) =>
        (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/tags?open={(open ? "true" : "false")}").Expect(HttpStatusCode.OK)).GetProperty("template").GetProperty("uri").GetString()!;

    /// <summary>As a phone goes: the address of the tag, then where it leads.</summary>
    static async Task<(string Landing, string Page)> Read(BrandClient brand, string address)
    {
        using var answer = await brand.Server.Visitor().GetAsync(address);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        var landing = answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString;
        return (landing, WebUtility.HtmlDecode(await brand.Server.Visitor().GetStringAsync(landing)));
    }
}
