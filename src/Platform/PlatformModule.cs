using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.Account;
using Nameplate.Platform.Access.Invitations;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Backups;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Files;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
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
        services.AddSingleton<EventSignal>().AddScoped<Subscription>().AddSingleton<EventPump>();
        services.AddSingleton<JobRunner>().AddSingleton<AfterAnswer>().AddScoped<FileStore>().AddScoped<KeepPicture>().AddScoped<Outbox>().AddScoped<MailPictures>().AddSingleton<MailSender>();
        services.AddScoped<WriteExport>().AddScoped<OpenKinds>().AddSingleton<Importer>().AddScoped<UploadImport>().AddJob<UploadImport>();
        services.AddScoped<PageRenderer>().AddScoped<Frames>().AddScoped<ConsoleFrames>().AddSingleton<Addresses>().AddScoped<Links>();
        services.AddSingleton<IFileBytes>(s => s.GetRequiredService<IOptions<S3Store>>().Value.IsSet ? ActivatorUtilities.CreateInstance<S3Bytes>(s) : ActivatorUtilities.CreateInstance<FolderBytes>(s));
        services.AddSingleton<TakeBackup>().AddSingleton<RestoreBackup>().AddSingleton<BeforeMigration>().AddSingleton<LogPlaces>().AddSingleton<LogRestores>();
        services.AddScoped<Pulse>().AddScoped<Examination>()
            .AddScoped<IExamine, ExamineStorage>().AddScoped<IExamine, ExamineWork>().AddScoped<IExamine, ExamineFiles>().AddScoped<IExamine, ExamineMail>().AddScoped<IExamine, ExaminePublicAddress>().AddScoped<IExamine, ExamineProcess>();
        services.AddScoped<INavigation, SettingsNavigation>().AddScoped<ITodayItem, JobsToday>().AddScoped<ITodayItem, MailToday>().AddScoped<ITodayItem, ImportsToday>();
        services.AddScoped<ISetupStep, BrandSettled>().AddScoped<ISetupStep, FirstImport>();
        services.AddScoped<ImportsConsole>().AddScoped<ChangeBrand>().AddScoped<HostRule>().AddScoped<SetHost>().AddScoped<EditBrand>().AddScoped<KeysConsole>().AddScoped<InviteStaff>().AddScoped<ChangeStaff>().AddScoped<OutboxConsole>().AddScoped<JobsConsole>();
        services.AddList<AuditList>().AddList<MailList>().AddBulk<SendMailsAgain>().AddList<ImportList>().AddList<JobList>().AddBulk<TryJobsAgain>().AddList<DeadEventList>().AddList<DeliveryList>().AddBulk<SendMessagesAgain>();
        services.AddScoped<ListReader>().AddScoped<KeepLists>().AddScoped<BulkConsole>().AddJob<RunBulk>().AddJob<ForgetBulk>(every: TimeSpan.FromHours(6));
        services.AddOutsideHttp().AddScoped<RecordWebhook>().AddScoped<TestWebhook>().AddScoped<WebhooksConsole>().AddSingleton<Signature>().AddSingleton<WebhookSender>();
        services.AddSubscriber<TellWebhooks>().AddJob<ReplayEvents>().AddJob<PurgeDeliveries>(every: TimeSpan.FromHours(24)).AddScoped<ITodayItem, WebhooksToday>();
        services.AddScoped<SentOnce>().AddSingleton<Claims>().AddJob<ForgetSentRequests>(every: TimeSpan.FromHours(1));
        services.AddSingleton<Limiting>().AddScoped<SharedQuotas>().AddJob<ForgetQuotas>(every: TimeSpan.FromHours(1));
        services.AddLocalization().AddAntiforgery(o => { o.Cookie.Name = "np-form"; o.FormFieldName = ConsoleFrame.TokenField; o.SuppressXFrameOptionsHeader = true; });
        return services.AddAccess().AddGrants<Texts>(
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
        .AddHostedService(s => s.GetRequiredService<SecurityLog>());

    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/{id:guid}", ServeFile.Page).ExcludeFromDescription();

        var signIn = app.MapGroup("/admin/sign-in").ExcludeFromDescription();
        signIn.MapGet("", SignInByPassword.Page);
        signIn.MapPost("", SignInByPassword.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("code", GiveCode.Page);
        signIn.MapPost("code", GiveCode.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("link", AskForLink.Page);
        signIn.MapPost("link", AskForLink.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapPost("link/code", UseLink.Code).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("{token}", UseLink.Page);
        signIn.MapPost("{token}", UseLink.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>();
        app.MapGet("/admin/invitation/{token}", AcceptInvitation.Page).ExcludeFromDescription();
        app.MapPost("/admin/invitation/{token}", AcceptInvitation.Post).ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapPost("sign-out", SignOut.Post).Needs("platform.console.use");
        console.MapPost("brand", SwitchBrand.Post).Needs("platform.console.use");
        console.MapGet("account", MyAccount.Page).Needs("platform.console.use");
        console.MapPost("account", MyAccount.Change).Needs("platform.console.use");
        console.MapGet("account/proof", ProveYourself.Page).Needs("platform.console.use");
        console.MapPost("account/proof", ProveYourself.Post).Needs("platform.console.use");
        console.MapGet("account/password", ChangePassword.Page).Needs("platform.console.use");
        console.MapPost("account/password", ChangePassword.Post).Needs("platform.console.use");
        console.MapGet("account/two-steps", SetUpTwoSteps.Page).Needs("platform.console.use");
        console.MapPost("account/two-steps", SetUpTwoSteps.On).Needs("platform.console.use");
        console.MapPost("account/two-steps/removal", SetUpTwoSteps.Off).Needs("platform.console.use");
        console.MapPost("account/recovery-codes", SetUpTwoSteps.NewCodes).Needs("platform.console.use");
        console.MapPost("account/sessions/{id:guid}/ending", MyAccount.EndSession).Needs("platform.console.use");
        console.MapPost("account/sessions/others", MyAccount.EndOthers).Needs("platform.console.use");
        console.MapGet("", ShowToday.Page).Needs("platform.console.use");
        console.MapGet("search", SearchConsole.Page).Needs("platform.console.use");
        console.MapPost("lists/{list}/filters", KeepLists.Filter).Needs("platform.console.use");
        console.MapPost("lists/{list}/filters/{id:guid}/removal", KeepLists.Forget).Needs("platform.console.use");
        console.MapPost("lists/{list}/columns", KeepLists.Columns).Needs("platform.console.use");
        console.MapPost("changes", BulkConsole.Ask).Needs("platform.console.use");
        console.MapPost("changes/start", BulkConsole.Start).Needs("platform.console.use");
        console.MapGet("changes/{id:guid}", BulkConsole.Page).Needs("platform.console.use");
        console.MapPost("changes/{id:guid}/undoing", BulkConsole.Undo).Needs("platform.console.use");
        console.MapGet("imports", ImportsConsole.Page).Needs("platform.imports.run");
        console.MapGet("imports.csv", ImportsConsole.Csv).Needs("platform.imports.run").Audited();
        console.MapPost("imports", ImportsConsole.Upload).WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest)).Needs("platform.imports.run");
        console.MapGet("imports/{kind}/template", ImportTemplate.Csv).Needs("platform.imports.run");
        console.MapGet("imports/{id:guid}", ImportsConsole.Run).Needs("platform.imports.run");
        console.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).Needs("platform.imports.run");
        console.MapGet("settings/brand", EditBrand.Page).Needs("platform.brand.change");
        console.MapGet("settings/brand/colour", EditBrand.Colour).Needs("platform.brand.change");
        console.MapPost("settings/brand", EditBrand.Change).Needs("platform.brand.change");
        console.MapGet("settings/keys", KeysConsole.Page).Needs("platform.keys.manage");
        console.MapPost("settings/keys", KeysConsole.Issue).Needs("platform.keys.manage");
        console.MapGet("settings/keys/{id:guid}", KeysConsole.Scopes).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}", KeysConsole.Allow).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}/rotation", KeysConsole.Rotate).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}/revocation", KeysConsole.Revoke).Needs("platform.keys.manage");
        console.MapGet("settings/staff", InviteStaff.Page).Needs("platform.staff.manage");
        console.MapPost("settings/staff", InviteStaff.Send).Needs("platform.staff.manage");
        console.MapGet("settings/staff/{id:guid}", ManageMember.Page).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/sessions/ending", ManageMember.EndSessions).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/sessions/{session:guid}/ending", ManageMember.EndSession).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/two-steps/removal", ManageMember.TakeTwoSteps).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/role", ChangeStaff.Role).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/removal", ChangeStaff.Remove).Needs("platform.staff.manage");
        console.MapPost("settings/staff/two-steps", RequireTwoSteps.Post).Needs("platform.staff.manage");
        console.MapPost("settings/staff/invitations/{id:guid}/sending", ManageInvitations.SendAgain).Needs("platform.staff.manage");
        console.MapPost("settings/staff/invitations/{id:guid}/withdrawal", ManageInvitations.Withdraw).Needs("platform.staff.manage");
        console.MapGet("settings/audit", AuditConsole.Page).Needs("platform.audit.read");
        console.MapGet("settings/audit.csv", AuditConsole.Csv).Needs("platform.audit.read").Audited();
        console.MapGet("settings/webhooks", WebhooksConsole.List).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks", WebhooksConsole.Add).Needs("platform.webhooks.write");
        console.MapGet("settings/webhooks/messages", WebhooksConsole.Messages).Needs("platform.webhooks.read");
        console.MapGet("settings/webhooks/messages.csv", WebhooksConsole.MessagesCsv).Needs("platform.webhooks.read").Audited();
        console.MapGet("settings/webhooks/{id:guid}", WebhooksConsole.Open).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks/{id:guid}", WebhooksConsole.Change).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/secret", WebhooksConsole.Rotate).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/tests", WebhooksConsole.Test).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/replays", WebhooksConsole.Replay).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/deliveries/{delivery:guid}/attempts", WebhooksConsole.SendAgain).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/removal", WebhooksConsole.Remove).Needs("platform.webhooks.write");
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
        api.MapPost("imports", UploadImport.Api).WithTags("imports").WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest)).Needs("platform.imports.run").FindsItself();
        api.MapGet("imports", UploadImport.List).WithTags("imports").Needs("platform.imports.run");
        api.MapGet("imports/{id:guid}", UploadImport.Show).WithTags("imports").Needs("platform.imports.run");
        api.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).WithTags("imports").Needs("platform.imports.run");
        foreach (var kind in app.ServiceProvider.GetServices<ExportKind>())
        {
            api.MapGet($"exports/{kind.Kind}", WriteExport.Api).WithTags("exports").WithMetadata(kind).Needs(kind.Needs).Audited();
            console.MapGet($"exports/{kind.Kind}.csv", WriteExport.Api).WithMetadata(kind).Needs(kind.Needs).Audited();
        }
        api.MapGet("events", ListEvents.Api).WithTags("events").Needs("platform.events.read");
        api.MapGet("webhooks", WebhooksApi.List).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPost("webhooks", WebhooksApi.Add).Needs("platform.webhooks.write").WithTags("webhooks").HoldsSecret();
        api.MapGet("webhooks/{id:guid}", WebhooksApi.Show).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPut("webhooks/{id:guid}", WebhooksApi.Change).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapDelete("webhooks/{id:guid}", WebhooksApi.Remove).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/secrets", WebhooksApi.Rotate).Needs("platform.webhooks.write").WithTags("webhooks").HoldsSecret();
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

    /// <param name="services">The services.</param>
    /// <param name="needs">The permission to import files of this kind.</param>
    public static IServiceCollection AddImport<T>(this IServiceCollection services, string needs) where T : class, IImport =>
        services.AddScoped<T>().AddSingleton(new ImportKind(T.Kind, T.Columns, typeof(T), needs) { Read = T.Read });

    /// <param name="services">The services.</param>
    /// <param name="needs">The permission to see these rows.</param>
    public static IServiceCollection AddExport<T>(this IServiceCollection services, string needs) where T : class, IExport =>
        services.AddScoped<T>().AddSingleton(new ExportKind(T.Kind, T.Columns, typeof(T), needs));

    public static IServiceCollection AddJob<T>(this IServiceCollection services, TimeSpan? every = null) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(T.Kind, typeof(T), every));

    /// <summary>A list of the console, also for what is done to many of its rows.</summary>
    public static IServiceCollection AddList<T>(this IServiceCollection services) where T : class, IConsoleList => services.AddScoped<T>().AddScoped<IConsoleList>(s => s.GetRequiredService<T>());

    public static IServiceCollection AddBulk<T>(this IServiceCollection services) where T : class, IBulkAction => services.AddScoped<IBulkAction, T>();
}
