using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nameplate.Bench;

/// <summary>The limit: a minimal API that answers the same redirect and knows nothing.</summary>
static class Bare
{
    public static async Task Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.AddServerHeader = false);
        var app = builder.Build();
        app.MapGet("/01/{gtin}/21/{serial}", (string gtin, string serial, HttpResponse response) =>
        {
            response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            response.Headers.Location = $"/p/{gtin}/{serial}";
        });
        await app.StartAsync();
        Console.WriteLine($"Bare serves {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
