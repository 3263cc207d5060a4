using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Products.Labels;

/// <summary>Labels: how they look, and sheets and files of them.</summary>
internal static class LabelsModule
{
    public static IServiceCollection AddLabels(this IServiceCollection services) => services
        .AddScoped<SaveDesign>().AddScoped<DesignsConsole>().AddList<DesignList>().AddScoped<LabelPdf>().AddScoped<ILabels>(s => s.GetRequiredService<LabelPdf>())
        .AddGrants<Texts>(
            new("products.labels.read", Manager, Marketing, Quality),
            new("products.labels.write", Manager, Marketing, Quality));

    public static void MapLabels(this IEndpointRouteBuilder app)
    {
        var designs = app.MapApi().WithTags("labels");
        designs.MapGet("label-designs", DesignsApi.List).Needs("products.labels.read");
        designs.MapPost("label-designs", DesignsApi.Add).Needs("products.labels.write");
        designs.MapGet("label-designs/{id:guid}", DesignsApi.One).Needs("products.labels.read");
        designs.MapPut("label-designs/{id:guid}", DesignsApi.Change).Needs("products.labels.write");
        designs.MapDelete("label-designs/{id:guid}", DesignsApi.Remove).Needs("products.labels.write");

        var runs = app.MapApi().WithTags("products");
        runs.MapGet("mints/{id:guid}/labels.pdf", LabelPdf.Page).Needs("products.mints.read");
        runs.MapGet("mints/{id:guid}/codes.zip", CodesZip.Answer).Needs("products.mints.read");

        var console = app.MapConsole();
        console.MapGet("labels", DesignsConsole.Page).Needs("products.labels.read");
        console.MapGet("labels.csv", DesignsConsole.Csv).Needs("products.labels.read");
        console.MapGet("labels/new", DesignsConsole.New).Needs("products.labels.write");
        console.MapPost("labels/new", DesignsConsole.Add).Needs("products.labels.write");
        console.MapPost("labels/preview", DesignsConsole.Preview).Needs("products.labels.read");
        console.MapGet("labels/{id:guid}", DesignsConsole.Open).Needs("products.labels.read");
        console.MapPost("labels/{id:guid}", DesignsConsole.Change).Needs("products.labels.write");
        console.MapPost("labels/{id:guid}/removal", DesignsConsole.Remove).Needs("products.labels.write");
        console.MapGet("mints/{id:guid}", PrintRun.Page).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/labels.pdf", LabelPdf.Page).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/codes.zip", CodesZip.Answer).Needs("products.mints.read");
    }
}
