using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.Consents;
using Nameplate.Platform.Access;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners.Privacy;

/// <summary>Consents and choices, a person's data, and periods after which things go.</summary>
internal static class OwnersPrivacyModule
{
    public static IServiceCollection AddOwnersPrivacy(this IServiceCollection services) => services
        .AddScoped<IPersonalData, OwnersData>().AddScoped<IPersonalData, HandsData>().AddScoped<DataPages>().AddScoped<AskForData>().AddScoped<IMessageWriter>(s => s.GetRequiredService<AskForData>()).AddScoped<IMyCard, MyData>()
        .AddScoped<IRetention, UnconfirmedConsents>().AddScoped<IRetention, OldDoors>().AddScoped<IRetention, Guests>().AddScoped<IRetention, HeldPeople>().AddScoped<IRetention, OldSafetyContacts>()
        .AddScoped<Purposes>().AddScoped<EditPurposes>().AddScoped<Preferences>().AddScoped<PrivacySignal>().AddScoped<RecordConsent>().AddScoped<ConsentMail>().AddScoped<ConfirmConsents>().AddScoped<INavigation, PurposesNavigation>()
        .AddMessages<Texts>(
            new(ConsentMail.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<ConsentMail>().Sample(ct), IsAskedFor = true, IsSecret = true },
            new(AskForData.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<AskForData>().Sample(ct), IsAskedFor = true, IsSecret = true })
        .AddGrants<Texts>(
            new("owners.consents.read", Manager, Support, Marketing, Compliance),
            new("owners.consents.write", Manager, Support, Compliance),
            new("owners.purposes.read", Manager, Marketing, Compliance),
            new("owners.purposes.change", Compliance) { ForKeys = false });

    /// <param name="app">The program's routes.</param>
    /// <param name="people">Pages that speak to one person.</param>
    public static void MapOwnersPrivacy(this IEndpointRouteBuilder app, IEndpointRouteBuilder people)
    {
        foreach (var way in (string[])["my/data", "data/{token}"])
        {
            people.MapGet(way, DataPages.Page);
            people.MapPost(way + "/package", DataPages.Package).AddEndpointFilter<SameOrigin>();
            people.MapGet(way + "/erasure", DataPages.AskErasure);
            people.MapPost(way + "/erasure", DataPages.Erase).AddEndpointFilter<SameOrigin>();
            people.MapPost(way + "/objection", DataPages.Object).AddEndpointFilter<SameOrigin>();
            people.MapPost(way + "/restriction", DataPages.Restrict).AddEndpointFilter<SameOrigin>();
        }
        people.MapGet("data-requests/{token}", DataPages.Receipt);
        people.MapGet("privacy/{slug}/data", AskForData.Page);
        people.MapPost("privacy/{slug}/data", AskForData.Send).AddEndpointFilter<SameOrigin>();
        people.MapGet("my/preferences", Preferences.Mine);
        people.MapPost("my/preferences", Preferences.SaveMine).AddEndpointFilter<SameOrigin>();
        people.MapGet("preferences/{token}", Preferences.ByLink);
        people.MapPost("preferences/{token}", Preferences.SaveByLink).AddEndpointFilter<SameOrigin>();
        people.MapGet("consents/{token}", ConfirmConsents.Page);
        people.MapPost("consents/{token}", ConfirmConsents.Use).AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapGet("purposes", EditPurposes.Page).Needs("owners.purposes.read");
        console.MapPost("purposes/{purpose}", EditPurposes.Save).Needs("owners.purposes.change");
        console.MapGet("owners/{id:guid}/consents", RecordConsent.Page).Needs("owners.consents.read");
        console.MapPost("owners/{id:guid}/consents", RecordConsent.Save).Needs("owners.consents.write");

        var api = app.MapApi();
        api.MapGet("purposes", EditPurposes.Api).WithTags("consents").Needs("owners.purposes.read");
        api.MapGet("owners/{id:guid}/consents", RecordConsent.List).WithTags("consents").Needs("owners.consents.read");
        api.MapPost("owners/{id:guid}/consents", RecordConsent.Api).WithTags("consents").Needs("owners.consents.write");
    }
}

internal sealed class PurposesNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Purposes"], "/admin/purposes")];
}
