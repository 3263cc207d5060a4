using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>Telling other systems what happens.</summary>
internal static class WebhooksModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddOutsideHttp().AddScoped<RecordWebhook>().AddScoped<TestWebhook>().AddScoped<WebhooksConsole>().AddSingleton<Signature>().AddSingleton<WebhookSender>()
        .AddSubscriber<TellWebhooks>().AddJob<ReplayEvents>().AddJob<PurgeDeliveries>(every: TimeSpan.FromHours(24)).AddScoped<ITodayItem, WebhooksToday>()
        .AddList<DeliveryList>().AddBulk<SendMessagesAgain>();

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var (console, api) = (app.MapConsole(), app.MapApi());
        console.MapGet("settings/webhooks", WebhooksConsole.List).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks", WebhooksConsole.Add).Needs("platform.webhooks.write");
        console.MapGet("settings/webhooks/messages", WebhooksConsole.Messages).Needs("platform.webhooks.read");
        console.MapGet("settings/webhooks/messages.csv", WebhooksConsole.MessagesCsv).Needs("platform.webhooks.read").Audited();
        console.MapGet("settings/webhooks/{id:guid}", WebhooksConsole.Open).Needs("platform.webhooks.read");
        console.MapPost("settings/webhooks/{id:guid}", WebhooksConsole.Change).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/secret", WebhooksConsole.Rotate).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/tests", WebhooksConsole.Test).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/replays", WebhooksConsole.Replay).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/deliveries/{delivery:guid}/attempts", WebhooksConsole.SendAgain).Needs("platform.webhooks.write");
        console.MapPost("settings/webhooks/{id:guid}/removal", WebhooksConsole.Remove).Needs("platform.webhooks.write");
        api.MapGet("webhooks", WebhooksApi.List).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPost("webhooks", WebhooksApi.Add).Needs("platform.webhooks.write").WithTags("webhooks").HoldsSecret();
        api.MapGet("webhooks/{id:guid}", WebhooksApi.Show).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPut("webhooks/{id:guid}", WebhooksApi.Change).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapDelete("webhooks/{id:guid}", WebhooksApi.Remove).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/secrets", WebhooksApi.Rotate).Needs("platform.webhooks.write").WithTags("webhooks").HoldsSecret();
        api.MapPost("webhooks/{id:guid}/tests", WebhooksApi.Test).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/replays", WebhooksApi.Replay).Needs("platform.webhooks.write").WithTags("webhooks");
        api.MapGet("webhooks/{id:guid}/deliveries", WebhooksApi.Deliveries).Needs("platform.webhooks.read").WithTags("webhooks");
        api.MapPost("webhooks/{id:guid}/deliveries/{delivery:guid}/attempts", WebhooksApi.SendAgain).Needs("platform.webhooks.write").WithTags("webhooks");
    }
}
