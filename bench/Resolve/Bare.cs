using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nameplate.Bench;

/// <summary>The limit: a minimal API that answers the same redirect and knows nothing, or looks the unit up in PostgreSQL and records nothing.</summary>
static class Bare
{
    public static async Task Run(string? connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.AddServerHeader = false);
        var app = builder.Build();
        await using var records = connection is null ? null : NpgsqlDataSource.Create(connection);
        var brand = records is null ? null : await records.CreateCommand("select id from platform_brand").ExecuteScalarAsync();
        app.MapGet("/01/{gtin}/21/{serial}", async (string gtin, string serial, HttpResponse response) =>
        {
            if (records is not null)
            {
                await using var find = records.CreateCommand("select id from products_unit where brand_id = $1 and gtin = $2 and serial = $3");
                find.Parameters.Add(new() { Value = brand! });
                find.Parameters.Add(new() { Value = gtin });
                find.Parameters.Add(new() { Value = serial });
                if (await find.ExecuteScalarAsync() is not Guid) response.StatusCode = StatusCodes.Status404NotFound;
            }
            response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            response.Headers.Location = $"/p/{gtin}/{serial}";
        });
        await app.StartAsync();
        Console.WriteLine($"Bare serves {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
