using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners.Companies;

/// <summary>Business customers: companies with sites, users with roles, fleets of units and how old they are.</summary>
internal static class CompaniesModule
{
    public static IServiceCollection AddCompanies(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(CompanyChanged)))
        .AddScoped<SaveCompany>().AddScoped<SaveSite>().AddScoped<SaveUser>().AddScoped<InvitationMail>().AddScoped<Memberships>()
        .AddScoped<IPersonalData, CompaniesOfPerson>().AddScoped<PlaceUnits>().AddScoped<MoveUnits>().AddScoped<Fleet>().AddScoped<RegisterFor>()
        .AddScoped<CompaniesConsole>().AddList<CompanyList>().AddList<FleetList>().AddBulk<SetSite>().AddBulk<TakeOut>()
        .AddScoped<MyCompany>().AddScoped<MyFleet>().AddScoped<MySites>().AddScoped<MyUsers>().AddScoped<IMyCard, MyCompanies>()
        .AddScoped<INavigation, CompaniesNavigation>().AddScoped<IConsoleSearch, CompanySearch>().AddScoped<IGlance, CompanyOfUnit>().AddScoped<IGlance, CompaniesOfOwner>()
        .AddMessages<Texts>(new MessageKind(InvitationMail.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<InvitationMail>().Sample(ct), IsSecret = true })
        .AddGrants<Texts>(
            new("owners.companies.read", Manager, Support, Compliance),
            new("owners.companies.write", Manager, Support));

    /// <param name="people">The owners' own pages, whose forms other sites cannot send and which no cache keeps.</param>
    public static void MapCompanies(this IEndpointRouteBuilder app, RouteGroupBuilder people)
    {
        var my = people.MapGroup("my/company/{company:guid}");
        my.MapGet("", MyCompany.Page);
        my.MapPost("joining", MyCompany.Join).AddEndpointFilter<SameOrigin>();
        my.MapPost("own-units", MyCompany.AddOwn).AddEndpointFilter<SameOrigin>();
        my.MapGet("units", MyFleet.Page);
        my.MapGet("units.csv", MyFleet.Csv);
        my.MapPost("units", MyFleet.Change).AddEndpointFilter<SameOrigin>();
        my.MapGet("sites", MySites.Page);
        my.MapPost("sites", MySites.Add).AddEndpointFilter<SameOrigin>();
        my.MapPost("sites/{site:guid}", MySites.Change).AddEndpointFilter<SameOrigin>();
        my.MapGet("users", MyUsers.Page);
        my.MapPost("users", MyUsers.Invite).AddEndpointFilter<SameOrigin>();
        my.MapPost("users/{user:guid}", MyUsers.Change).AddEndpointFilter<SameOrigin>();

        const string Read = "owners.companies.read", Write = "owners.companies.write";
        var console = app.MapConsole();
        console.MapGet("companies", CompaniesConsole.Page).Needs(Read);
        console.MapGet("companies.csv", CompaniesConsole.Csv).Needs(Read).Audited();
        console.MapGet("fleet", CompaniesConsole.FleetPage).Needs(Read);
        console.MapGet("fleet.csv", CompaniesConsole.FleetCsv).Needs(Read).Audited();
        console.MapGet("companies/new", CompaniesConsole.New).Needs(Write);
        console.MapPost("companies", CompaniesConsole.Add).Needs(Write);
        console.MapGet("companies/{id:guid}", CompaniesConsole.Open).Needs(Read);
        console.MapPost("companies/{id:guid}", CompaniesConsole.Change).Needs(Write);
        console.MapPost("companies/{id:guid}/sites", CompaniesConsole.AddSite).Needs(Write);
        console.MapPost("companies/{id:guid}/sites/{site:guid}", CompaniesConsole.ChangeSite).Needs(Write);
        console.MapPost("companies/{id:guid}/users", CompaniesConsole.Invite).Needs(Write);
        console.MapPost("companies/{id:guid}/users/{user:guid}", CompaniesConsole.ChangeUser).Needs(Write);
        console.MapPost("companies/{id:guid}/units", CompaniesConsole.Place).Needs(Write);

        var api = app.MapApi().WithTags("companies");
        api.MapGet("companies", CompaniesApi.List).Needs(Read);
        api.MapPost("companies", CompaniesApi.Add).Needs(Write);
        api.MapGet("companies/{id:guid}", CompaniesApi.One).Needs(Read);
        api.MapPut("companies/{id:guid}", CompaniesApi.Change).Needs(Write);
        api.MapGet("companies/{id:guid}/sites", SitesApi.List).Needs(Read);
        api.MapPost("companies/{id:guid}/sites", SitesApi.Add).Needs(Write);
        api.MapPut("companies/{id:guid}/sites/{site:guid}", SitesApi.Change).Needs(Write);
        api.MapDelete("companies/{id:guid}/sites/{site:guid}", SitesApi.Remove).Needs(Write);
        api.MapGet("companies/{id:guid}/users", UsersApi.List).Needs(Read);
        api.MapPost("companies/{id:guid}/users", UsersApi.Invite).Needs(Write);
        api.MapPut("companies/{id:guid}/users/{user:guid}", UsersApi.Appoint).Needs(Write);
        api.MapDelete("companies/{id:guid}/users/{user:guid}", UsersApi.Remove).Needs(Write);
        api.MapGet("companies/{id:guid}/units", FleetApi.List).Needs(Read);
        api.MapPost("companies/{id:guid}/units", FleetApi.Place).Needs(Write);
        api.MapDelete("companies/{id:guid}/units/{registration:guid}", FleetApi.Remove).Needs(Write);
        api.MapGet("companies/{id:guid}/ageing", FleetApi.Ages).Needs(Read);
    }
}
