using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;

using Nameplate.Platform.Privacy.Requests;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Platform.Privacy;

/// <summary>People's rights over their data: requests with a clock, export, erasure, and periods after which things are deleted.</summary>
internal static class PrivacyModule
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddScoped<PersonalRecords>().AddScoped<IPersonalData, PlatformData>()
        .AddScoped<DataRequests>().AddScoped<RequestsConsole>().AddList<RequestList>().AddScoped<ITodayItem, RequestsToday>().AddJob<EraseData>()
        .AddScoped<RetentionPeriods>().AddScoped<RetentionConsole>().AddJob<DeleteOld>(every: TimeSpan.FromHours(1))
        .AddScoped<IRetention, ImportFiles>().AddScoped<IRetention, StaffMails>().AddScoped<IRetention, OldJobs>().AddScoped<IRetention, OldRequests>()
        .AddScoped<INavigation, PrivacyNavigation>()
        .AddGrants<Texts>(
            new("platform.data-requests.read", Manager, Support, Compliance),
            new("platform.data-requests.answer", Manager, Support, Compliance),
            new("platform.data-requests.erase", Manager, Compliance),
            new("platform.retention.read", Manager, Compliance, Readonly),
            new("platform.retention.change", Compliance) { ForKeys = false });

    public static void MapPrivacy(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("data-requests", RequestsConsole.List).Needs("platform.data-requests.read");
        console.MapGet("data-requests.csv", RequestsConsole.Csv).Needs("platform.data-requests.read").Audited();
        console.MapGet("data-requests/new", RequestsConsole.New).Needs("platform.data-requests.answer");
        console.MapPost("data-requests/new", RequestsConsole.Add).Needs("platform.data-requests.answer");
        console.MapGet("data-requests/{id:guid}", RequestsConsole.Page).Needs("platform.data-requests.read");
        console.MapPost("data-requests/{id:guid}/package", RequestsConsole.Package).Needs("platform.data-requests.answer").Audited();
        console.MapPost("data-requests/{id:guid}/erasure", RequestsConsole.Erase).Needs("platform.data-requests.erase");
        console.MapPost("data-requests/{id:guid}/answer", RequestsConsole.Answer).Needs("platform.data-requests.answer");
        console.MapPost("data-requests/{id:guid}/extension", RequestsConsole.Extend).Needs("platform.data-requests.answer");
        console.MapGet("retention", RetentionConsole.Page).Needs("platform.retention.read");
        console.MapPost("retention", RetentionConsole.Save).Needs("platform.retention.change");

        var api = app.MapApi();
        api.MapGet("data-requests", RequestsApi.List).WithTags("data-requests").Needs("platform.data-requests.read");
        api.MapPost("data-requests", RequestsApi.Add).WithTags("data-requests").Needs("platform.data-requests.answer");
        api.MapGet("data-requests/{id:guid}", RequestsApi.One).WithTags("data-requests").Needs("platform.data-requests.read");
        api.MapGet("data-requests/{id:guid}/export", RequestsApi.Export).WithTags("data-requests").Needs("platform.data-requests.answer").Audited();
        api.MapPost("data-requests/{id:guid}/erasure", RequestsApi.Erase).WithTags("data-requests").Needs("platform.data-requests.erase");
        api.MapPost("data-requests/{id:guid}/answer", RequestsApi.Answer).WithTags("data-requests").Needs("platform.data-requests.answer");
        api.MapPost("data-requests/{id:guid}/extension", RequestsApi.Extend).WithTags("data-requests").Needs("platform.data-requests.answer");
        api.MapGet("retention", RetentionConsole.Api).WithTags("retention").Needs("platform.retention.read");
    }
}

internal sealed class PrivacyNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Requests"], "/admin/data-requests", 90), new(ConsoleSection.Settings, words["Retention"], "/admin/retention")];
}
