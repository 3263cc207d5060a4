using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Products.Sun;

/// <summary>NFC tags that sign what they say.</summary>
internal static class SecureTagsModule
{
    public static IServiceCollection AddSecureTags(this IServiceCollection services) => services
        .AddScoped<TagKeys>().AddScoped<ISecureTags, TakeTap>().AddScoped<TagsConsole>()
        .AddScoped<TagOnUnit>().AddScoped<IUnitPart>(s => s.GetRequiredService<TagOnUnit>()).AddScoped<IHistory>(s => s.GetRequiredService<TagOnUnit>())
        .AddGrants<Texts>(new("products.tags.read", Manager, Quality), new("products.tags.write", Manager, Quality));

    public static void MapSecureTags(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("tags");
        api.MapGet("tag-keys", TagKeysApi.List).Needs("products.tags.read");
        api.MapPost("tag-keys", TagKeysApi.Add).Needs("products.tags.write");
        api.MapDelete("tag-keys/{id:guid}", TagKeysApi.Retire).Needs("products.tags.write");
        api.MapGet("mints/{id:guid}/tags.csv", TagFile.Csv).Needs("products.mints.read");
        api.MapGet("units/{gtin}/{serial}/tags", TagFile.One).Needs("products.units.read");

        var console = app.MapConsole();
        console.MapGet("tags", TagsConsole.Page).Needs("products.tags.read");
        console.MapPost("tags", TagsConsole.Add).Needs("products.tags.write");
        console.MapPost("tags/{id:guid}/retirement", TagsConsole.Retire).Needs("products.tags.write");
        console.MapGet("mints/{id:guid}/tags.csv", TagFile.Csv).Needs("products.mints.read");
    }
}
