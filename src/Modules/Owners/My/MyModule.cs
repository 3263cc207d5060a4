using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Resolver;

namespace Nameplate.Owners.My;

/// <summary>What an owner has at /my besides the products: digits to sign in with, devices, a calendar, a code for the phone.</summary>
internal static class MyModule
{
    public static IServiceCollection AddMy(this IServiceCollection services) => services
        .AddSingleton<SignInCodes>().AddScoped<EnterCode>().AddScoped<CalendarPages>().AddScoped<IMyCard, FormerUnits>()
        .AddScoped<PhoneCodes>().AddScoped<IConsoleSearch>(s => s.GetRequiredService<PhoneCodes>()).AddScoped<IProductTile, PhoneTile>();

    public static void MapMy(this IEndpointRouteBuilder app, IEndpointRouteBuilder people)
    {
        people.MapPost("my/{slug}/code", EnterCode.Post).AddEndpointFilter<SameOrigin>();
        people.MapGet("my/account/devices", Devices.Page);
        people.MapPost("my/account/devices", Devices.SignOut).AddEndpointFilter<SameOrigin>();
        people.MapPost("my/account/sign-out-everywhere", Devices.SignOutEverywhere).AddEndpointFilter<SameOrigin>();
        people.MapGet("my/account/phone", PhoneCodes.Page);
        people.MapPost("my/account/phone", PhoneCodes.Make).AddEndpointFilter<SameOrigin>();
        people.MapGet("my/account/calendar", CalendarPages.Page);
        people.MapPost("my/account/calendar", CalendarPages.Make).AddEndpointFilter<SameOrigin>();
        people.MapGet("my/feed/{token}", CalendarPages.Feed);

        app.MapConsole().MapGet("phone-codes/{id:guid}", PhoneCodes.Open).Needs("owners.people.read").Audited();
    }

    /// <summary>On the page of a unit, for its owner: a code to read out on the phone.</summary>
    sealed class PhoneTile(AppDb db, Sessions sessions, IStringLocalizer<Texts> words) : IProductTile
    {
        const string Handset = "M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2";

        public async Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct) =>
            await sessions.Person(view.Http, ct) is { } visitor && await db.Set<Registration>().AnyAsync(r => r.UnitId == view.Unit.Id && r.EndedAt == null && r.PersonId == visitor.Id, ct)
                ? [new(84, Handset, words["Phone.Tile"], words["Phone.TileText"], "/my/account/phone")] : [];
    }
}
