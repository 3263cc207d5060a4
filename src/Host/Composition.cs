using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Nameplate.Analytics;
using Nameplate.Commerce;
using Nameplate.Host.Demo;
using Nameplate.Host.Reference;
using Nameplate.Messaging;
using Nameplate.Owners;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Backups;
using Nameplate.Platform.Files;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;
using Nameplate.Storage.Postgres;
using Nameplate.Storage.Sqlite;
using Nameplate.Support;
using Nameplate.Warranty;

namespace Nameplate.Host;

/// <summary>Puts the modules together: upstream first.</summary>
public static class Composition
{
    public static WebApplication Build(Settings settings, Action<IServiceCollection>? also = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(Composition).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile(Path.Combine(settings.Data.FullName, "appsettings.json"), optional: true).AddEnvironmentVariables("NAMEPLATE_");
        builder.Logging.ClearProviders().AddConsole(o => o.FormatterName = LogLines.FormatterName).AddConsoleFormatter<LogLines, LogSettings>()
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None) // what fails is thrown, and told once
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter(typeof(SecurityLog).FullName, settings.Demo ? LogLevel.Error : LogLevel.Information)      // whoever tries the demo is at its door all the time
            .AddFilter("Nameplate.Platform.Access.ApiKeyScheme", LogLevel.Warning).AddFilter("Nameplate.Platform.Access.Sessions.StaffSessionScheme", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);      // stdout belongs to results
        builder.Services.Configure<LogSettings>(builder.Configuration.GetSection("Logs"));
        builder.WebHost.UseStaticWebAssets().ConfigureKestrel(k => (k.AddServerHeader, k.Limits.MaxRequestBodySize) = (false, 8L << 20));
        if (settings.Urls is not null) builder.WebHost.UseUrls(settings.Urls);

        var services = builder.Services;
        services.AddSingleton(settings.Demo ? new MovingClock() : TimeProvider.System).AddSingleton(settings);
        services.AddSingleton(new Served(() => LocalServer.IsAnnounced(settings)));
        if (settings.Postgres is null) services.AddSqlite(settings.Data.FullName);
        else services.AddPostgres(settings.Postgres);
        services.AddSingleton(new DataFolder(settings.Data.FullName)).Configure<S3Store>(builder.Configuration.GetSection("Files:S3")).Configure<ScanSettings>(builder.Configuration.GetSection("Files:Scan"));
        services.AddSingleton(new FileFolder(Path.Combine(settings.Data.FullName, "files")));
        AddKeys(services, settings);
        services.Configure<WebSafety>(builder.Configuration.GetSection("Web"));
        services.Configure<OutsideAddresses>(builder.Configuration.GetSection("Outside"));
        if (!settings.KeepsMail) services.Configure<MailServer>(builder.Configuration.GetSection("Mail"));
        services.Configure<LimitSettings>(builder.Configuration.GetSection("Limits"));
        services.AddOptions<PublicAddress>().Configure<IServiceProvider>((o, s) => (o.Url, o.IsConfigured) = (settings.PublicUrl ?? builder.Configuration["PublicUrl"]) is { Length: > 0 } url ? (url, true) : (Listening(s), false));

        services.AddPlatform();
        services.AddMessaging(builder.Configuration);
        services.AddProducts();
        services.AddResolver();
        services.AddOwners();
        services.AddWarranty();
        services.AddCommerce();
        services.AddSupport();
        services.AddAnalytics();

        services.AddNamedProxies(builder.Configuration, settings.Demo);
        if (settings.Urls is not null) services.AddBackground().AddMessagingBackground().AddSingleton(new LocalKey(Token.New()));
        if (settings.Urls is not null && Telemetry.IsWanted) services.AddHostedService<Telemetry>();
        AddWeb(services);
        also?.Invoke(services);
        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>Keys that protect cookies lie where all nodes find them: in the database that several may share, else in the folder.</summary>
    static void AddKeys(IServiceCollection services, Settings settings)
    {
        var folder = new DirectoryInfo(Path.Combine(settings.Data.FullName, "keys"));
        var protection = services.AddDataProtection().SetApplicationName("nameplate");
        if (settings.Postgres is null) protection.PersistKeysToFileSystem(folder);
        else services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory, ILoggerFactory>((o, scopes, log) => o.XmlRepository = new KeyRing(scopes, folder.Exists ? new FileSystemXmlRepository(folder, log) : null));
    }

    static void Map(WebApplication app)
    {
        app.UseForwardedHeaders();      // first: everything behind sees the visitor, not the proxy
        if (Telemetry.IsWanted || app.Services.GetRequiredService<IOptions<LogSettings>>().Value.Requests) app.UseMiddleware<RequestTrace>();
        app.UseExceptionHandler();
        app.UseKnownHosts();
        app.UseSecurityHeaders();
        app.UseStrictTargets();
        app.UseHostCookies();
        app.UseHead();
        app.UseRouting();      // a scan's answer ends here
        app.UseCodesUnderStems();
        app.UseLanguages();
        app.UseStatusPages();
        app.UseResponseCompression();
        app.MapStaticAssets();
        app.UseLimitsByAddress();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLimitsByKey();
        app.UseIdempotencyKeys();
        app.UseAntiforgery();
        app.UseStaffVisits();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/api", ShowReference.Page).ExcludeFromDescription();
        app.MapHealth();

        app.MapPlatform();
        app.MapMessaging();
        app.MapProducts();
        app.MapResolver();
        app.MapOwners();
        app.MapWarranty();
        app.MapCommerce();
        app.MapAnalytics();
        KnownRoutes.Keep(app);
        app.UseEndpoints(_ => { });
    }

    static void AddWeb(IServiceCollection services)
    {
        services.AddProblemDetails(o => o.CustomizeProblemDetails = Failures.Explain);
        services.AddExceptionHandler<Failures>();
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = UploadImport.Largest);      // elsewhere the request ends sooner
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddResponseCompression(o => { o.Providers.Add<BrotliCompressionProvider>(); o.Providers.Add<GzipCompressionProvider>(); });
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.AllowDuplicateProperties = false;      // which of two counts, two readers would say differently
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.Converters.Add(new PlainText());
            o.SerializerOptions.Converters.Add(new PlainAmount());
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        });
        services.AddSingleton<ShowReference>();
        services.AddOpenApi("v1", o =>
        {
            o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            o.CreateSchemaReferenceId = OpenApiTypes.NameOf;
            o.AddDocumentTransformer(new ApiContract());
            o.AddOperationTransformer(new OpenApiText());
            o.AddSchemaTransformer(new OpenApiTypes());
        });
    }

    /// <summary>The address this server listens on, once it does.</summary>
    static string? Listening(IServiceProvider services) =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } url ? url.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal) : null;
}
