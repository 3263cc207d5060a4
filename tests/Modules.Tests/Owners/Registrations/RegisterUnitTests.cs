using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Owners.Registrations;

public class RegisterUnitTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task One_field_and_two_taps_make_it_yours(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();

        var before = await visitor.GetStringAsync($"/p/{gtin}/{serial}");
        using var posted = await visitor.Register(gtin, serial, "Ada@Example.com");
        var receipt = await (await visitor.GetAsync(posted.Headers.Location)).Text(HttpStatusCode.OK);
        var after = await visitor.GetStringAsync($"/p/{gtin}/{serial}");

        Assert.Contains("Register my Brew One", before);
        Assert.Contains("autocomplete=\"email\"", before);
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.False(posted.Headers.Contains("Set-Cookie"));
        Assert.Contains("It’s yours", receipt);
        Assert.Contains("Warranty until", receipt);
        Assert.Contains("Wrong address? Ada@Example.com", receipt);
        Assert.Contains("type=\"checkbox\"", receipt);
        Assert.DoesNotContain("checked", receipt);
        Assert.Contains("Is this yours?", after);
        Assert.DoesNotContain("example.com", after, StringComparison.OrdinalIgnoreCase);
        var mail = Assert.Single(await brand.Mails("Ada@Example.com"));
        Assert.Equal("owners.confirm", mail.Kind);
        Assert.Contains("Warranty", mail.Text);
        Assert.Contains("/m/", mail.Text);
        var registration = Assert.Single(await brand.Registrations());
        Assert.Equal("qr", registration.GetProperty("channel").GetString());
        Assert.Equal(DateTimeOffset.Parse(registration.GetProperty("registeredAt").GetString()!, CultureInfo.InvariantCulture).Date, DateTimeOffset.Parse(registration.GetProperty("purchasedOn").GetString()!, CultureInfo.InvariantCulture).Date);
        Assert.Equal(0, (await brand.Owner("ada@example.com"))!.Value.GetProperty("consents").GetArrayLength());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_not_right_is_said_at_its_field_and_nothing_typed_is_lost(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor("de");

        var email = await (await visitor.Register(gtin, serial, "ada.example.com", "2026-07-01")).Text(HttpStatusCode.UnprocessableEntity);
        var future = await (await visitor.Register(gtin, serial, "ada@example.com", "2100-01-01")).Text(HttpStatusCode.UnprocessableEntity);
        var early = await (await visitor.Register(gtin, serial, "ada@example.com", "1999-12-31")).Text(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("value=\"ada.example.com\" aria-invalid=\"true\" aria-describedby=\"email-wrong\"", email);
        Assert.Contains("id=\"email-wrong\"", email);
        Assert.Contains("value=\"2026-07-01\"", email);
        Assert.Contains("aria-describedby=\"date-wrong\"", future);
        Assert.Contains("Dieses Datum liegt in der Zukunft", future);
        Assert.Contains("vor dem Jahr 2000", early);
        Assert.Empty(await brand.Registrations());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_form_sent_from_another_site_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();

        using var answer = await visitor.Send($"/p/{gtin}/{serial}/register", new() { ["email"] = "ada@example.com" }, fromAnotherSite: true);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await brand.Registrations());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Of_a_hundred_who_register_one_unit_at_once_one_wins(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => visitor.Register(gtin, serial, $"owner{i}@example.com")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(99, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        var owner = Assert.Single(await brand.Registrations()).GetProperty("email").GetString()!;
        Assert.Single(await brand.Mails(owner));
        Assert.Single((await brand.Api.GetAsync("/api/v1/owners").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task One_person_who_registers_many_units_at_once_stays_one_person(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Join('\n', Enumerable.Range(0, 12).Select(i => $"{gtin},U{i}")));
        using var visitor = brand.Server.Visitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => visitor.Register(gtin, $"U{i}", i % 2 == 0 ? "ada@example.com" : "ADA@example.com")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Single((await brand.Registrations()).Select(r => r.GetProperty("owner").GetString()).Distinct());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Tapping_twice_registers_once_and_mails_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();

        var answers = await Task.WhenAll(visitor.Register(gtin, serial, "ada@example.com"), visitor.Register(gtin, serial, "ada@example.com"));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Single(await brand.Registrations());
        Assert.Single(await brand.Mails("ada@example.com"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_unit_somebody_registered_refuses_kindly_and_tells_a_stranger_nothing(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Import("registrations", $"gtin,serial,registered_at,email,name\n{gtin},{serial},2026-07-01,ada@example.com,Ada Lovelace\n");
        using var visitor = brand.Server.Visitor();

        var withTheOwners = await (await visitor.Register(gtin, serial, "ada@example.com")).Text(HttpStatusCode.Conflict);
        var withAnother = await (await visitor.Register(gtin, serial, "eve@example.com")).Text(HttpStatusCode.Conflict);

        Assert.Equal(withTheOwners, withAnother);
        Assert.Contains("This one is registered already", withAnother);
        Assert.Contains("second-hand", withAnother);
        Assert.DoesNotContain("ada@", withAnother);
        Assert.DoesNotContain("Lovelace", withAnother);
        Assert.Null(await brand.Owner("eve@example.com"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_date_of_the_sales_feed_is_offered_and_an_own_date_can_be_put_right(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Import("sales", $"gtin,serial,sold_on,channel\n{gtin},{serial},2026-07-12T15:00:00Z,retail\n");
        using var visitor = brand.Server.Visitor();

        var page = await (await visitor.GetAsync($"/p/{gtin}/{serial}")).Text(HttpStatusCode.OK);
        var receipt = await visitor.Receipt(gtin, serial, "ada@example.com");
        Assert.StartsWith("2026-07-12", Assert.Single(await brand.Registrations()).GetProperty("purchasedOn").GetString());
        using var changed = await visitor.Send(receipt + "/date", new() { ["purchasedOn"] = "2026-07-14" });
        var wrong = await (await visitor.Send(receipt + "/date", new() { ["purchasedOn"] = "2100-07-14" })).Text(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Bought on 12 July 2026 · change", page);
        Assert.Equal(receipt, changed.Headers.Location?.ToString());
        Assert.StartsWith("2026-07-14", Assert.Single(await brand.Registrations()).GetProperty("purchasedOn").GetString());
        Assert.Contains("aria-describedby=\"date-wrong\"", wrong);
        Assert.Contains("value=\"2100-07-14\"", wrong);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_api_registers_once_and_names_what_is_wrong(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        Task<HttpResponseMessage> Post(object input) => brand.Api.PostAsJsonAsync("/api/v1/registrations", input);

        var made = await Post(new { gtin, serial, email = "ada@example.com", purchasedOn = "2026-07-28", name = "Ada", country = "DE", channel = "pos", consents = new[] { "marketing" } }).Expect(HttpStatusCode.Created);
        var again = await Post(new { gtin, serial, email = "ADA@example.com", purchasedOn = "2026-07-28" }).Expect(HttpStatusCode.OK);
        await Post(new { gtin, serial, email = "eve@example.com", purchasedOn = "2026-07-28" }).Expect(HttpStatusCode.Conflict);
        var wrong = await Post(new { gtin, serial = "NONE", email = "x", channel = "pigeon" }).Expect(HttpStatusCode.UnprocessableEntity);
        var future = await Post(new { gtin, serial = await brand.NewUnit(gtin), email = "x", purchasedOn = "2100-01-01T10:00:00Z" }).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("2028-07-28", made.GetProperty("coverage").GetProperty("commercial").GetProperty("to").GetString());
        Assert.Equal(JsonValueKind.String, made.GetProperty("certificate").ValueKind);
        Assert.Equal(serial, made.GetProperty("unit").GetProperty("serial").GetString());
        Assert.Equal(made.GetProperty("registration").GetProperty("id").GetString(), again.GetProperty("registration").GetProperty("id").GetString());
        Assert.True(wrong.GetProperty("errors").TryGetProperty("channel", out _));
        Assert.True(future.GetProperty("errors").TryGetProperty("purchasedOn", out _));
        Assert.True(future.GetProperty("errors").TryGetProperty("email", out _));
        Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));
        Assert.Single(await brand.Mails("ada@example.com"));
    }
}
