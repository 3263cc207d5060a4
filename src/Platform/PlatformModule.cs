using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Search;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;

namespace Nameplate.Platform;

/// <summary>What every module stands on.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddSingleton(new ModelPart(typeof(PlatformModule).Assembly));
        services.AddScoped<CurrentBrand>().AddSingleton<BrandBook>().AddScoped<OpenBrand>();
        services.AddSingleton<EventSignal>().AddScoped<Subscription>().AddSingleton<EventPump>();
        services.AddSingleton<JobRunner>().AddScoped<FileStore>().AddScoped<KeepPicture>().AddScoped<Outbox>().AddSingleton<MailSender>();
        services.AddScoped<WriteExport>();
        services.AddSingleton<Importer>().AddScoped<UploadImport>().AddJob<UploadImport>();
        services.AddScoped<PageRenderer>().AddScoped<Frames>().AddScoped<ConsoleFrames>().AddSingleton<Links>();
        services.AddScoped<INavigation, SettingsNavigation>().AddScoped<ITodayItem, JobsToday>().AddScoped<ITodayItem, MailToday>().AddScoped<ITodayItem, ImportsToday>();
        services.AddScoped<ISetupStep, BrandSettled>().AddScoped<ISetupStep, FirstImport>();
        services.AddScoped<ImportsConsole>().AddScoped<ChangeBrand>().AddScoped<EditBrand>().AddScoped<KeysConsole>().AddScoped<InviteStaff>().AddScoped<OutboxConsole>().AddScoped<JobsConsole>();
        services.AddLocalization().AddAntiforgery(o => { o.Cookie.Name = "np-form"; o.FormFieldName = ConsoleFrame.TokenField; o.SuppressXFrameOptionsHeader = true; });
        return services.AddAccess();
    }

    /// <summary>What runs behind the requests: not in commands that only read or write once.</summary>
    public static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddHostedService(s => s.GetRequiredService<EventPump>())
        .AddHostedService(s => s.GetRequiredService<JobRunner>())
        .AddHostedService(s => s.GetRequiredService<MailSender>());

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
        console.MapGet("outbox", OutboxConsole.List);
        console.MapGet("outbox/{id:guid}", OutboxConsole.Open);
        console.MapGet("outbox/{id:guid}/html", OutboxConsole.Html);
        console.MapPost("outbox/{id:guid}/sending", OutboxConsole.SendAgain);
        console.MapGet("jobs", JobsConsole.Page);
        console.MapPost("jobs/{id:guid}/attempts", JobsConsole.TryAgain);

        var api = app.MapApi();
        api.MapPost("imports", UploadImport.Api).WithTags("imports").WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest));
        api.MapGet("imports", UploadImport.List).WithTags("imports");
        api.MapGet("imports/{id:guid}", UploadImport.Show).WithTags("imports");
        api.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).WithTags("imports");
        foreach (var kind in app.ServiceProvider.GetServices<ExportKind>())
        {
            api.MapGet($"exports/{kind.Kind}", WriteExport.Api).WithTags("exports").WithMetadata(kind).Needs(kind.Needs);
            console.MapGet($"exports/{kind.Kind}.csv", WriteExport.Api).WithMetadata(kind).Needs(kind.Needs);
        }
        api.MapGet("events", ListEvents.Api).WithTags("events");
    }

    public static IServiceCollection AddSubscriber<T>(this IServiceCollection services) where T : class, ISubscriber =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<T>());

    public static IServiceCollection AddFollower<TRow, T>(this IServiceCollection services) where TRow : class, ILogRow where T : class, IFollower<TRow> =>
        services.AddScoped<T>().AddSingleton(Subscribed.To<TRow, T>());

    public static IServiceCollection AddImport<T>(this IServiceCollection services) where T : class, IImport =>
        services.AddScoped<T>().AddSingleton(new ImportKind(T.Kind, T.Columns, typeof(T)) { Read = T.Read });

    /// <param name="needs">The permission to see these rows.</param>
    public static IServiceCollection AddExport<T>(this IServiceCollection services, string needs) where T : class, IExport =>
        services.AddScoped<T>().AddSingleton(new ExportKind(T.Kind, T.Columns, typeof(T), needs));

    public static IServiceCollection AddJob<T>(this IServiceCollection services, TimeSpan? every = null) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(T.Kind, typeof(T), every));
}
