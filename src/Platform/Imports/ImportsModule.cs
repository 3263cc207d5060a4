using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Imports;

/// <summary>Files in, and the same files out again.</summary>
internal static class ImportsModule
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<WriteExport>().AddScoped<OpenKinds>().AddSingleton<Importer>().AddScoped<UploadImport>().AddJob<UploadImport>()
        .AddScoped<ImportsConsole>().AddList<ImportList>().AddScoped<ITodayItem, ImportsToday>().AddScoped<ISetupStep, FirstImport>();

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var (console, api) = (app.MapConsole(), app.MapApi());
        console.MapGet("imports", ImportsConsole.Page).Needs("platform.imports.run");
        console.MapGet("imports.csv", ImportsConsole.Csv).Needs("platform.imports.run").Audited();
        console.MapPost("imports", ImportsConsole.Upload).WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest)).Needs("platform.imports.run");
        console.MapGet("imports/{kind}/template", ImportTemplate.Csv).Needs("platform.imports.run");
        console.MapGet("imports/{id:guid}", ImportsConsole.Run).Needs("platform.imports.run");
        console.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).Needs("platform.imports.run");
        api.MapPost("imports", UploadImport.Api).WithTags("imports").WithMetadata(new RequestSizeLimitAttribute(UploadImport.Largest)).Needs("platform.imports.run").FindsItself();
        api.MapGet("imports", UploadImport.List).WithTags("imports").Needs("platform.imports.run");
        api.MapGet("imports/{id:guid}", UploadImport.Show).WithTags("imports").Needs("platform.imports.run");
        api.MapGet("imports/{id:guid}/errors", UploadImport.ShowErrors).WithTags("imports").Needs("platform.imports.run");
        foreach (var kind in app.ServiceProvider.GetServices<ExportKind>())
        {
            api.MapGet($"exports/{kind.Kind}", WriteExport.Api).WithTags("exports").WithMetadata(kind).Needs(kind.Needs).Audited();
            console.MapGet($"exports/{kind.Kind}.csv", WriteExport.Api).WithMetadata(kind).Needs(kind.Needs).Audited();
        }
    }
}
