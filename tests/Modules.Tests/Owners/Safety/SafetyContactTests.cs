using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Owners;
using Nameplate.Products;

namespace Nameplate.Tests.Owners.Safety;

public partial class SafetyContactTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_address_left_for_recalls_is_used_for_nothing_else_and_goes_by_its_own_link(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "grace@example.com");
        var (serial, visitor) = (await brand.NewUnit(gtin), brand.Server.Visitor());
        Assert.Contains($"/p/{gtin}/{serial}/safety", await visitor.GetStringAsync($"/p/{gtin}/{serial}"), StringComparison.Ordinal);
        Assert.Contains("one @", await (await visitor.Send($"/p/{gtin}/{serial}/safety", new() { ["email"] = "grace" })).Text(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        for (var twice = 0; twice < 2; twice++) using (await visitor.Send($"/p/{gtin}/{serial}/safety", new() { ["email"] = email })) { }

        Assert.Null(await brand.Owner(email));      // no person, no registration, nobody to send offers to
        Assert.Empty(await brand.Registrations());
        var mail = Assert.Single(await brand.Mails(email));
        Assert.Equal("owners.safety-contact", mail.Kind);
        var unit = await brand.In(async s => (await s.GetRequiredService<IProducts>().Unit(gtin, serial, default))!.Id);
        var told = Assert.Single(await brand.In(s => s.GetRequiredService<ISafetyContacts>().Of([unit], default)));
        Assert.Equal(email, told.Email);
        Assert.Equal(new SafetyFigures(1, 1), await brand.In(s => s.GetRequiredService<ISafetyContacts>().Count(default)));
        Assert.Contains("Contacts for recalls", await (await ConsoleClient.SignIn(brand)).Text("/admin/units?open=" + unit), StringComparison.Ordinal);

        // whoever registers later with that address sees it among their own
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), email);
        Assert.Contains("/safety/", await (await brand.SignedIn(email)).GetStringAsync("/my"), StringComparison.Ordinal);

        var link = LinkForm().Match(mail.Text).Value;
        await (await visitor.GetAsync(link)).Text(HttpStatusCode.OK);
        Assert.NotEmpty(await brand.In(s => s.GetRequiredService<ISafetyContacts>().Of([unit], default)));      // looking removes nothing
        Assert.Contains("is removed", await (await visitor.Send(link, [])).Text(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Empty(await brand.In(s => s.GetRequiredService<ISafetyContacts>().Of([unit], default)));
    }

    [GeneratedRegex("/safety/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex LinkForm();
}
