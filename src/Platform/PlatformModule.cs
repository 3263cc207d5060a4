using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Search;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;
using Nameplate.Platform.Webhooks;

namespace Nameplate.Platform;

/// <summary>What every module stands on.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(PlatformModule).Assembly));
        services.AddScoped<AuditTrail>().AddScoped<AuditConsole>().AddScoped<CurrentBrand>().AddSingleton<BrandBook>().AddScoped<OpenBrand>();
        services.AddSingleton<EventSignal>().AddScoped<Subscription>().AddSingleton<EventPump>();
        services.AddSingleton<JobRunner>().AddScoped<FileStore>().AddScoped<KeepPicture>().AddScoped<Outbox>().AddSingleton<MailSender>();
        services.AddSingleton<Importer>().AddScoped<UploadImport>().AddJob<UploadImport>();
        services.AddScoped<PageRenderer>().AddScoped<Frames>().AddScoped<ConsoleFrames>().AddSingleton<Links>();
        services.AddScoped<INavigation, SettingsNavigation>().AddScoped<ITodayItem, JobsToday>().AddScoped<ITodayItem, MailToday>().AddScoped<ITodayItem, ImportsToday>();
        services.AddScoped<ISetupStep, BrandSettled>().AddScoped<ISetupStep, FirstImport>();
        services.AddScoped<ImportsConsole>().AddScoped<ChangeBrand>().AddScoped<EditBrand>().AddScoped<KeysConsole>().AddScoped<InviteStaff>().AddScoped<OutboxConsole>().AddScoped<JobsConsole>();
        services.AddOutsideHttp().AddScoped<RecordWebhook>().AddScoped<TestWebhook>().AddScoped<WebhooksConsole>().AddSingleton<Signature>().AddSingleton<WebhookSender>();
        services.AddSubscriber<TellWebhooks>().AddJob<ReplayEvents>().AddJob<PurgeDeliveries>(every: TimeSpan.FromHours(24)).AddScoped<ITodayItem, WebhooksToday>();
        services.AddLocalization().AddAntiforgery(o => { o.Cookie.Name = "np-form"; o.FormFieldName = ConsoleFrame.TokenField; o.SuppressXFrameOptionsHeader = true; });
        return services.AddAccess();
    }

    /// <summary>What runs behind the requests: not in commands that only read or write once.</summary>
    public static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddHostedService(s => s.GetRequiredService<EventPump>())
        .AddHostedService(s => s.GetRequiredService<JobRunner>())
        .AddHostedService(s => s.GetRequiredService<MailSender>())
        .AddHostedService(s => s.GetRequiredService<WebhookSender>());

    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/{id:guid}", ServeFile.Page).ExcludeFromDescription();

        var signIn = app.MapGroup("/admin/sign-in").ExcludeFromDescription();
        signIn.MapGet("", SignIn.Ask);
        signIn.MapPost("", SignIn.Send).DisableAntiforgery().AddEndpointFilter<SameOrigin>();
        signIn.MapGet("{token}", SignIn.Open);
        signIn.MapPost("{token}", SignIn.Use).DisableAntiforgery().AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapPost("sign-out", SignIn.Out);
        console.MapGet("", ShowToday.Page);
        console.MapGet("search", SearchConsole.Page);
        console.MapGet("imports", ImportsConsole.Page);
        console.MapPost("imports", ImportsConsole.Upload).WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest));
        console.MapGet("imports/{kind}/template", ImportTemplate.Csv);
        console.MapGet("imports/{id:guid}", ImportsConsole.Run);
        console.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors);
        console.MapGet("settings/brand", EditBrand.Page);
        console.MapPost("settings/brand", EditBrand.Change);
        console.MapGet("settings/keys", KeysConsole.Page);
        console.MapPost("settings/keys", KeysConsole.Issue);
        console.MapPost("settings/keys/{hash}/revocation", KeysConsole.Revoke);
        console.MapGet("settings/staff", InviteStaff.Page);
        console.MapPost("settings/staff", InviteStaff.Send);
        console.MapGet("settings/audit", AuditConsole.Page).Needs("platform.audit.read");
        console.MapGet("settings/audit.csv", AuditConsole.Csv).Needs("platform.audit.read").Audited();
        console.MapGet("settings/webhooks", WebhooksConsole.List).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks", WebhooksConsole.Add).Needs("platform.webhooks.write");
        console.MapGet("settings/webhooks/{id:guid}", WebhooksConsole.Open).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks/{id:guid}", WebhooksConsole.Change).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/secret", WebhooksConsole.Rotate).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/tests", WebhooksConsole.Test).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/replays", WebhooksConsole.Replay).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/deliveries/{delivery:guid}/attempts", WebhooksConsole.SendAgain).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/removal", WebhooksConsole.Remove).Needs("platform.webhooks.write");
        console.MapGet("outbox", OutboxConsole.List);
        console.MapGet("outbox/{id:guid}", OutboxConsole.Open);
        console.MapGet("outbox/{id:guid}/html", OutboxConsole.Html);
        console.MapPost("outbox/{id:guid}/sending", OutboxConsole.SendAgain);
        console.MapGet("jobs", JobsConsole.Page);
        console.MapPost("jobs/{id:guid}/attempts", JobsConsole.TryAgain);
        console.MapPost("jobs/events", JobsConsole.HandleAgain).Needs("platform.jobs.write");

        var api = app.MapApi();
        api.MapPost("imports", UploadImport.Api).WithTags("imports").WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest));
        api.MapGet("imports", UploadImport.List).WithTags("imports");
        api.MapGet("imports/{id:guid}", UploadImport.Show).WithTags("imports");
        api.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).WithTags("imports");
        api.MapGet("events", ListEvents.Api).WithTags("events");
        api.MapGet("webhooks", WebhooksApi.List).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPost("webhooks", WebhooksApi.Add).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapGet("webhooks/{id:guid}", WebhooksApi.Show).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPut("webhooks/{id:guid}", WebhooksApi.Change).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapDelete("webhooks/{id:guid}", WebhooksApi.Remove).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/secrets", WebhooksApi.Rotate).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/tests", WebhooksApi.Test).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/replays", WebhooksApi.Replay).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapGet("webhooks/{id:guid}/deliveries", WebhooksApi.Deliveries).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/deliveries/{delivery:guid}/attempts", WebhooksApi.SendAgain).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapGet("audit", ListAudit.Api).Needs("platform.audit.read").WithTags("audit");
    }

    public static IServiceCollection AddSubscriber<T>(this IServiceCollection services) where T : class, ISubscriber =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<T>());

    public static IServiceCollection AddFollower<TRow, T>(this IServiceCollection services) where TRow : class, ILogRow where T : class, IFollower<TRow> =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<TRow, T>());

    public static IServiceCollection AddImport<T>(this IServiceCollection services) where T : class, IImport =>
        services.AddScoped<T>().AddSingleton(new ImportKind(T.Kind, T.Columns, typeof(T)));

    public static IServiceCollection AddJob<T>(this IServiceCollection services, TimeSpan? every = null) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(T.Kind, typeof(T), every));
}
