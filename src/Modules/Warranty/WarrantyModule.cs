using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Owners;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver;
using Nameplate.Warranty.Certificates;
using Nameplate.Warranty.Coverage;
using Nameplate.Warranty.Terms;

namespace Nameplate.Warranty;

/// <summary>What is promised: terms, the clocks of a unit, its certificate.</summary>
public static class WarrantyModule
{
    public static IServiceCollection AddWarranty(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(WarrantyModule).Assembly))
        .AddScoped<CoverageRecords>().AddScoped<IWarranty>(s => s.GetRequiredService<CoverageRecords>())
        .AddScoped<DownloadCertificate>().AddScoped<PaperLogo>().AddScoped<IRegistered, WriteCovers>().AddScoped<IRegistrationAnswer, CertificateInAnswer>().AddSubscriber<RedateCovers>()
        .AddScoped<CoverageOnPages>()
        .AddScoped<IProductState>(s => s.GetRequiredService<CoverageOnPages>()).AddScoped<IProductTile>(s => s.GetRequiredService<CoverageOnPages>())
        .AddScoped<IWelcome>(s => s.GetRequiredService<CoverageOnPages>()).AddScoped<IMyUnitLine>(s => s.GetRequiredService<CoverageOnPages>()).AddScoped<IUnitTerms, TermsOfUnits>().AddScoped<IMyUnit>(s => s.GetRequiredService<CoverageOnPages>())
        .AddScoped<IPersonalData, CoverOfPerson>().AddScoped<IHistory, CoverHistory>().AddScoped<ICheck, CoverCheck>().AddScoped<IGlance, CoverOfUnit>()
        .AddScoped<SetTerm>().AddScoped<ShowTerms>().AddScoped<INavigation, TermsNavigation>()
        .AddGrants<Texts>(
            new("warranty.coverage.read", StaffRoles.All),
            new("warranty.terms.read", StaffRoles.All),
            new("warranty.terms.change", StaffRole.Manager, StaffRole.Compliance));

    public static void MapWarranty(this IEndpointRouteBuilder app)
    {
        app.MapApi().WithTags("units").MapGet("units/{gtin}/{serial}/coverage", ShowCoverage.Api).Needs("warranty.coverage.read");

        var pages = app.MapUnitPages();
        pages.MapGet("{serial}/warranty", ShowCertificate.Page);
        pages.MapGet("{serial}/warranty.pdf", DownloadCertificate.Page);
        pages.MapGet("{serial}/warranty.ics", DownloadCalendar.Page);

        var console = app.MapConsole();
        console.MapGet("warranty", ShowTerms.Page).Needs("warranty.terms.read");
        console.MapPost("warranty/statutory", SetTerm.Statutory).Needs("warranty.terms.change");
        console.MapPost("warranty/commercial", SetTerm.Commercial).Needs("warranty.terms.change");
    }
}
