using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Backups;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Experiments;
using Nameplate.Platform.Files;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Search;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Platform.Webhooks;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Platform;

/// <summary>What every module stands on.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(PlatformModule).Assembly));
        services.AddScoped<AuditTrail>().AddSingleton<SecurityLog>().AddScoped<CurrentBrand>().AddSingleton<BrandBook>().AddSingleton<BrandHosts>().AddScoped<OpenBrand>();
        services.AddSingleton<EventSignal>().AddSingleton<Rush>().AddScoped<Subscription>().AddSingleton<EventPump>();
        services.AddSingleton<JobRunner>().AddSingleton<AfterAnswer>().AddScoped<FileStore>().AddScoped<KeepPicture>().AddScoped<KeepPaper>().AddSingleton<IFileScan, ConfiguredScan>().AddScoped<Outbox>().AddScoped<LetterPress>().AddScoped<MailPictures>().AddSingleton<MailTransport>().AddSingleton<MailSender>();
        services.AddScoped<PageRenderer>().AddScoped<Frames>().AddScoped<ConsoleFrames>().AddSingleton<Addresses>().AddScoped<Links>();
        services.AddSingleton<IFileBytes>(s => s.GetRequiredService<IOptions<S3Store>>().Value.IsSet ? ActivatorUtilities.CreateInstance<S3Bytes>(s) : ActivatorUtilities.CreateInstance<FolderBytes>(s));
        services.AddSingleton<TakeBackup>().AddSingleton<RestoreBackup>().AddSingleton<BeforeMigration>().AddSingleton<LogPlaces>().AddSingleton<LogRestores>();
        services.AddScoped<Pulse>().AddScoped<Examination>()
            .AddScoped<IExamine, ExamineStorage>().AddScoped<IExamine, ExamineWork>().AddScoped<IExamine, ExamineFiles>().AddScoped<IExamine, ExamineMail>().AddScoped<IExamine, ExaminePublicAddress>().AddScoped<IExamine, ExamineProcess>();
        services.AddScoped<INavigation, SettingsNavigation>().AddScoped<ITodayItem, JobsToday>().AddScoped<ITodayItem, MailToday>();
        services.AddScoped<ISetupStep, BrandSettled>();
        services.AddScoped<ChangeBrand>().AddScoped<HostRule>().AddScoped<SetHost>().AddScoped<EditBrand>().AddScoped<OutboxConsole>().AddScoped<JobsConsole>();
        services.AddList<AuditList>().AddList<MailList>().AddBulk<SendMailsAgain>().AddList<JobList>().AddBulk<TryJobsAgain>().AddList<DeadEventList>();
        services.AddScoped<ListReader>().AddScoped<KeepLists>().AddScoped<BulkConsole>().AddJob<RunBulk>().AddJob<ForgetBulk>(every: TimeSpan.FromHours(6));
        services.AddScoped<SentOnce>().AddSingleton<Claims>().AddJob<ForgetSentRequests>(every: TimeSpan.FromHours(1));
        services.AddSingleton<Limiting>().AddSingleton<CountedAddress>().AddScoped<SharedQuotas>().AddJob<ForgetQuotas>(every: TimeSpan.FromHours(1));
        services.AddLocalization().AddAntiforgery(o => { o.Cookie.Name = "np-form"; o.FormFieldName = ConsoleFrame.TokenField; o.SuppressXFrameOptionsHeader = true; });
        return services.AddAccess().AddImports().AddWebhooks().AddPrivacy().AddExperiments().AddGrants<Texts>(
            new("platform.console.use", StaffRoles.All) { ForKeys = false },
            new("platform.imports.run", Manager, Support, Marketing, Quality, Finance),
            new("platform.events.read", Manager, Quality, Finance, Compliance, Readonly),
            new("platform.mails.read", Manager, Support, Compliance) { ForKeys = false },
            new("platform.mails.send", Manager, Support) { ForKeys = false },
            new("platform.jobs.read", Manager, Compliance, Readonly) { ForKeys = false },
            new("platform.jobs.retry", Manager) { ForKeys = false },
            new("platform.brand.read", StaffRoles.All),
            new("platform.host.change", Manager),
            new("platform.brand.change", Manager) { ForKeys = false },
            new("platform.keys.manage", Manager) { ForKeys = false },
            new("platform.staff.manage") { ForKeys = false },
            new("platform.audit.read", Compliance),
            new("platform.webhooks.read", Manager, Readonly),
            new("platform.webhooks.write", Manager));
    }

    /// <summary>What runs behind the requests: not in commands that only read or write once.</summary>
    public static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddHostedService(s => s.GetRequiredService<EventPump>())
        .AddHostedService(s => s.GetRequiredService<JobRunner>())
        .AddHostedService(s => s.GetRequiredService<AfterAnswer>())
        .AddHostedService(s => s.GetRequiredService<MailSender>())
        .AddHostedService(s => s.GetRequiredService<WebhookSender>())
        .AddHostedService(s => s.GetRequiredService<KeyUse>())
        .AddHostedService(s => s.GetRequiredService<ExposureWriter>())
        .AddHostedService(s => s.GetRequiredService<SecurityLog>());

    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/{id:guid}", ServeFile.Page).ExcludeFromDescription();
        app.MapAccess();
        app.MapImports();
        app.MapWebhooks();
        app.MapPrivacy();
        app.MapExperiments();

        var console = app.MapConsole();
        console.MapGet("", ShowToday.Page).Needs("platform.console.use");
        console.MapGet("search", SearchConsole.Page).Needs("platform.console.use");
        console.MapPost("lists/{list}/filters", KeepLists.Filter).Needs("platform.console.use");
        console.MapPost("lists/{list}/filters/{id:guid}/removal", KeepLists.Forget).Needs("platform.console.use");
        console.MapPost("lists/{list}/columns", KeepLists.Columns).Needs("platform.console.use");
        console.MapPost("changes", BulkConsole.Ask).Needs("platform.console.use");
        console.MapPost("changes/start", BulkConsole.Start).Needs("platform.console.use");
        console.MapGet("changes/{id:guid}", BulkConsole.Page).Needs("platform.console.use");
        console.MapPost("changes/{id:guid}/undoing", BulkConsole.Undo).Needs("platform.console.use");
        console.MapGet("settings/brand", EditBrand.Page).Needs("platform.brand.change");
        console.MapGet("settings/brand/colour", EditBrand.Colour).Needs("platform.brand.change");
        console.MapPost("settings/brand", EditBrand.Change).Needs("platform.brand.change");
        console.MapGet("settings/audit", AuditConsole.Page).Needs("platform.audit.read");
        console.MapGet("settings/audit.csv", AuditConsole.Csv).Needs("platform.audit.read").Audited();
        console.MapGet("outbox", OutboxConsole.List).Needs("platform.mails.read");
        console.MapGet("outbox.csv", OutboxConsole.Csv).Needs("platform.mails.read").Audited();
        console.MapGet("outbox/{id:guid}", OutboxConsole.Open).Needs("platform.mails.read");
        console.MapGet("outbox/{id:guid}/html", OutboxConsole.Html).Needs("platform.mails.read");
        console.MapPost("outbox/{id:guid}/sending", OutboxConsole.SendAgain).Needs("platform.mails.send");
        console.MapGet("jobs", JobsConsole.Page).Needs("platform.jobs.read");
        console.MapGet("jobs.csv", JobsConsole.Csv).Needs("platform.jobs.read");
        console.MapGet("jobs/events", JobsConsole.Aside).Needs("platform.jobs.read");
        console.MapGet("jobs/events.csv", JobsConsole.AsideCsv).Needs("platform.jobs.read");
        console.MapPost("jobs/{id:guid}/attempts", JobsConsole.TryAgain).Needs("platform.jobs.retry");
        console.MapPost("jobs/events", JobsConsole.HandleAgain).Needs("platform.jobs.retry");

        var api = app.MapApi();
        api.MapGet("brand", ShowBrand.Api).WithTags("brand").Needs("platform.brand.read");
        api.MapPut("brand/host", SetHost.Api).WithTags("brand").Needs("platform.host.change");
        api.MapGet("events", ListEvents.Api).WithTags("events").Needs("platform.events.read");
        api.MapGet("audit", ListAudit.Api).Needs("platform.audit.read").WithTags("audit");
    }
}
