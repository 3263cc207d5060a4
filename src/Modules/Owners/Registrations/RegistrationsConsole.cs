using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Registrations;

/// <summary>Registrations in the console, and the same as a file.</summary>
internal static class RegistrationsConsole
{
    internal static async Task<IResult> Page(HttpContext http, ListReader lists, RegistrationList registrations, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<RegistrationsPage>(new RegistrationsPage.Shown(words, await lists.Read(http, registrations, words["Registrations"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, RegistrationList registrations, CancellationToken ct) => lists.Csv(http, registrations, ct);
}
