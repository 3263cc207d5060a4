using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Products.Codes;

/// <summary>Codes: what a unit's labels carry, new labels for old units, void ones, and claim codes.</summary>
internal static class CodesModule
{
    public static IServiceCollection AddCodes(this IServiceCollection services) => services
        .AddSingleton<Platform.Web.IQrCode, QrCode>().AddScoped<ICodes, UnitCodes>()
        .AddScoped<ClaimCodes>().AddScoped<IClaimCodes>(s => s.GetRequiredService<ClaimCodes>())
        .AddScoped<BindCode>().AddScoped<VoidCode>().AddScoped<ReprintLabel>().AddScoped<Retrofit>().AddScoped<UnitLabels>()
        .AddGrants<Texts>(new Grant("products.codes.write", Manager, Support, Quality));

    public static void MapCodes(this IEndpointRouteBuilder app)
    {
        var codes = app.MapApi().WithTags("codes");
        codes.MapGet("codes/{gtin}/{serial}", ShowCodes.Api).Needs("products.units.read");
        codes.MapPost("codes/{gtin}/{serial}/binding", BindCode.Api).Needs("products.codes.write");
        codes.MapPost("codes/{gtin}/{serial}/voiding", VoidCode.Api).Needs("products.codes.write");
        codes.MapPost("codes/{gtin}/{serial}/reprint", ReprintLabel.Api).Needs("products.codes.write");

        var units = app.MapApi().WithTags("units");
        units.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg).Needs("products.units.read");
        units.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png).Needs("products.units.read");

        var console = app.MapConsole();
        console.MapGet("retrofit", Retrofit.Page).Needs("products.codes.write");
        console.MapPost("retrofit", Retrofit.Bind).Needs("products.codes.write");
        console.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png).Needs("products.units.read");
        console.MapPost("units/{gtin}/{serial}/voiding", UnitLabels.Void).Needs("products.codes.write");
        console.MapPost("units/{gtin}/{serial}/reprint", UnitLabels.Print).Needs("products.codes.write");
    }
}
