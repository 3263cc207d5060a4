using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.Links;
using Nameplate.Resolver.MakerLinks;
using Nameplate.Resolver.ProductPage;
using Nameplate.Resolver.Scans;
using Nameplate.Resolver.Scans.Places;
using Nameplate.Resolver.Signals;
using Nameplate.Resolver.Taps;

namespace Nameplate.Resolver;

/// <summary>What a scan answers: the resolver, the log of scans, the page of a unit.</summary>
public static class ResolverModule
{
    public static IServiceCollection AddResolver(this IServiceCollection services) => services.Settings().AddSignals()
        .AddSingleton(new ModelPart(typeof(ResolverModule).Assembly))
        .AddSingleton<ScanWriter>().AddHostedService(s => s.GetRequiredService<ScanWriter>())
        .AddSingleton<Sights>().AddSingleton<PlaceBook>().AddHostedService(s => s.GetRequiredService<PlaceBook>()).AddScoped<IExamine, ExaminePlaces>()
        .AddScoped<IScans, RecordScan>().AddScoped<IVisits, Visits>().AddFollower<Scan, ScanUnits>().AddScoped<IActivity, ScanActivity>().AddScoped<IHistory, ScanHistory>().AddScoped<ILotFigure, ScansInLots>().AddImport<ImportScans>("resolver.scans.write").AddExport<ExportScans>("resolver.scans.read")
        .AddScoped<AnswerLinkset>().AddScoped<GatherLinks>().AddScoped<ILinkContributor, PageLinks>().AddMakerLinks()
        .AddSingleton<Pictures>().AddScoped<ShowUnitPage>().AddScoped<IProductPage>(s => s.GetRequiredService<ShowUnitPage>())
        .AddTaps()
        .AddScoped<GuideTiles>().AddScoped<IProductTile>(s => s.GetRequiredService<GuideTiles>())
        .AddScoped<IProductState, StatusState>().AddScoped<CheckUnit>().AddScoped<ICheck, StatusCheck>()
        .AddGrants<Texts>(new("resolver.scans.read", StaffRole.Manager, StaffRole.Quality), new("resolver.scans.write", StaffRole.Manager));

    static IServiceCollection Settings(this IServiceCollection services)
    {
        services.AddOptions<PlaceSettings>().BindConfiguration("Scans");
        return services;
    }

    /// <summary>Follows the log of scans.</summary>
    public static IServiceCollection AddScanFollower<T>(this IServiceCollection services) where T : class, IScanFollower => services
        .AddScoped<T>().AddFollower<Scan, ScanFollowing<T>>();

    /// <summary>Follows it into a read model.</summary>
    public static IServiceCollection AddScanModel<T>(this IServiceCollection services) where T : class, IScanModel => services
        .AddScoped<T>().AddFollower<Scan, ScanModelling<T>>();

    /// <summary>Codes under a stem, behind everything that has an address of its own.</summary>
    public static void UseCodesUnderStems(this IApplicationBuilder app) => app.UseMiddleware<ResolveUnderStem>();

    public static void MapResolver(this IEndpointRouteBuilder app)
    {
        // the busiest route goes past what it does not need: sign-in, compression, languages
        foreach (var codes in ResolveLink.Routes) app.MapMethods(codes, ResolveLink.Methods, ResolveLink.Answer).ShortCircuit().ExcludeFromDescription();
        app.MapMethods("/.well-known/gs1resolver", ResolveLink.Methods, DescribeResolver.Answer).ExcludeFromDescription();
        app.MapMakerLinks();

        app.MapSignals();

        var pages = app.MapUnitPages();
        pages.MapMethods("", Page, ShowModelPage.Page);
        pages.MapMethods("{serial}", Page, ShowUnitPage.Page);
        pages.MapMethods("{serial}/check", Page, CheckUnit.Page).LimitedTogether("checks", l => l.ChecksPerAddress);
        app.MapApi().WithTags("units").MapGet("units/{gtin}/{serial}/check", CheckUnit.Api).Needs("products.units.read");
    }

    static readonly string[] Page = [HttpMethods.Get, HttpMethods.Head];
}
