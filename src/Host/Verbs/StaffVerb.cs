using System.CommandLine;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.TwoSteps;

namespace Nameplate.Host.Verbs;

static class StaffVerb
{
    static readonly Argument<string> Email = new("email") { Description = "Address of a member of staff, or of somebody invited" };
    static readonly Option<string?> Slug = CommandLine.BrandOption();

    public static Command Command()
    {
        var link = new Command("link", "Prints a link that lets somebody in, where no mail server is or the mailbox is lost") { Email, Slug };
        link.SetAction(async (parse, ct) =>
        {
            await using var app = Composition.Build(CommandLine.SettingsOf(parse));
            await CommandLine.Prepare(app, migrate: false, ct);
            var (scope, brand) = await CommandLine.InBrand(app, parse.GetValue(Slug), ct);
            await using var _ = scope;
            var email = parse.GetRequiredValue(Email);
            var door = await scope.ServiceProvider.GetRequiredService<SignIn>().LinkFor(brand.Id, email, ct) ?? throw new Mistake($"Nobody with the address {email} works for {brand.Name} or is invited. Invite them in the console.");
            if (CommandLine.WantsJson(parse)) Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { loginUrl = door }));
            else Console.WriteLine(door);
            return 0;
        });
        var reset = new Command("reset-codes", "For who lost the phone and the recovery codes: signing in asks for no code any more, every device is signed out, and the person is told by mail") { Email, Slug };
        reset.SetAction(async (parse, ct) =>
        {
            await using var app = Composition.Build(CommandLine.SettingsOf(parse));
            await CommandLine.Prepare(app, migrate: false, ct);
            var (scope, brand) = await CommandLine.InBrand(app, parse.GetValue(Slug), ct);
            await using var _ = scope;
            var email = parse.GetRequiredValue(Email);
            if (!await scope.ServiceProvider.ResetTwoSteps(email, ct)) throw new Mistake($"Nobody with the address {email} works for {brand.Name} and signs in with a code.");
            if (CommandLine.WantsJson(parse)) Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { reset = email }));
            else Console.WriteLine($"{email} signs in without a code from now on, and is signed out everywhere. They can set up a new app under My account.");
            return 0;
        });
        return new Command("staff", "Who works for a brand") { link, reset };
    }
}
