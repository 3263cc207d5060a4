using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Owners.People;

public partial class OwnersConsoleTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Staff_find_an_owner_and_put_name_address_and_date_right(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Import("registrations", $"gtin,serial,registered_at,email,name,purchased_on\n{gtin},{serial},2026-07-02,ada@example.com,Ada Lovelace,2026-07-01\n{gtin},{await brand.NewUnit(gtin)},2026-07-02,bob@example.com,Bob,\n");
        using var staff = brand.Server.Visitor(cookies: true);
        (await staff.Send(new Uri(brand.SignInLink).AbsolutePath, [])).Dispose();

        var byName = await staff.GetStringAsync("/admin/owners?q=lovel");
        var byBeginning = await staff.GetStringAsync("/admin/owners?q=ADA%20L");
        var path = PathForm().Match(byBeginning).Value;
        var page = await staff.GetStringAsync(path);
        var token = TokenForm().Match(page).Groups["token"].Value;
        using var saved = await staff.Send(path, new() { ["__RequestVerificationToken"] = token, ["name"] = "Ada King", ["email"] = "ada.king@example.com" });
        var taken = await (await staff.Send(path, new() { ["__RequestVerificationToken"] = token, ["name"] = "Ada King", ["email"] = "BOB@example.com" })).Text(HttpStatusCode.UnprocessableEntity);
        using var dated = await staff.Send(RegistrationForm().Match(page).Value, new() { ["__RequestVerificationToken"] = token, ["purchasedOn"] = "2026-06-30" });
        using var forged = await staff.Send(path, new() { ["name"] = "Mallory", ["email"] = "m@example.com" });

        Assert.DoesNotContain("ada@example.com", byName);
        Assert.DoesNotContain("bob@", byBeginning);
        Assert.Contains(serial[^4..], page);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Somebody else has this address", taken);
        Assert.Equal(HttpStatusCode.Redirect, dated.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        var owner = (await brand.Owner("ada.king@example.com"))!.Value;
        Assert.Equal("Ada King", owner.GetProperty("name").GetString());
        Assert.StartsWith("2026-06-30", owner.GetProperty("units")[0].GetProperty("purchasedOn").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Lists_page_by_a_mark_and_miss_nobody(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Join('\n', Enumerable.Range(0, 25).Select(i => $"{gtin},U{i}")));
        await brand.Import("registrations", "gtin,serial,registered_at,email\n" + string.Join('\n', Enumerable.Range(0, 25).Select(i => $"{gtin},U{i},2026-07-02,o{i}@example.com")));

        foreach (var list in (string[])["owners", "registrations"])
        {
            HashSet<string> seen = [];
            for (var after = ""; ;)
            {
                var page = await brand.Api.GetAsync($"/api/v1/{list}?limit=10{after}").Expect(HttpStatusCode.OK);
                foreach (var item in page.GetProperty("items").EnumerateArray()) Assert.True(seen.Add(item.GetProperty("id").GetString()!));
                if (page.GetProperty("next").GetString() is not { } next) break;
                after = "&after=" + next;
            }
            Assert.Equal(25, seen.Count);
        }
    }

    [GeneratedRegex("/admin/owners/[0-9a-f-]{36}", RegexOptions.None, 1000)] private static partial Regex PathForm();
    [GeneratedRegex("/admin/owners/[0-9a-f-]{36}/registrations/[0-9a-f-]{36}", RegexOptions.None, 1000)] private static partial Regex RegistrationForm();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)] private static partial Regex TokenForm();
}
