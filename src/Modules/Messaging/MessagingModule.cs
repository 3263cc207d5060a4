using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging.Channels;
using Nameplate.Messaging.Deliveries;
using Nameplate.Messaging.Suppression;
using Nameplate.Messaging.Templates;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Messaging;

/// <summary>A word to an address by any channel, and what became of it.</summary>
public static class MessagingModule
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ModelPart(typeof(MessagingModule).Assembly))
        .AddSingleton(EventKinds.Of(typeof(MessageMoved)))
        .Configure<Gateway>(nameof(MessageChannel.Sms), configuration.GetSection("Messages:Sms")).Configure<Gateway>(nameof(MessageChannel.Push), configuration.GetSection("Messages:Push"))
        .AddSingleton<IChannel, EmailChannel>()
        .AddSingleton<IChannel>(s => ActivatorUtilities.CreateInstance<GatewayChannel>(s, MessageChannel.Sms)).AddSingleton<IChannel>(s => ActivatorUtilities.CreateInstance<GatewayChannel>(s, MessageChannel.Push))
        .AddSingleton<MessageKinds>().AddSingleton<SealedWords>().AddSingleton<DeliverMessages>()
        .AddScoped<WriteMessage>().AddScoped<IMessaging>(s => s.GetRequiredService<WriteMessage>()).AddScoped<WriteAsked>().AddScoped<BrandWords>().AddScoped<MayGo>().AddScoped<MessageBody>()
        .AddScoped<MessagesConsole>().AddList<MessageList>().AddBulk<SendMessagesAgain>().AddScoped<ITodayItem, MessagesToday>().AddScoped<IWaitingMail, WaitingMessages>().AddScoped<SetMessageRules>()
        .AddScoped<EditWording>()
        .AddScoped<SuppressAddress>().AddScoped<RecordBounces>().AddScoped<Unsubscribe>().AddScoped<SuppressionsConsole>().AddList<SuppressionList>()
        .AddScoped<IPersonalData, MessagesOfPerson>().AddScoped<IRetention, OldMessages>()
        .AddScoped<INavigation, MessagingNavigation>()
        .AddJob<ForgetMessages>(every: TimeSpan.FromHours(1))
        .AddGrants<Texts>(
            new("messaging.messages.read", Manager, Support, Marketing, Compliance),
            new("messaging.messages.send", Manager, Support) { ForKeys = false },
            new("messaging.bounces.write", Manager, Support),
            new("messaging.suppressions.read", Manager, Support, Marketing, Compliance),
            new("messaging.suppressions.write", Manager, Support),
            new("messaging.templates.read", Manager, Support, Marketing, Compliance) { ForKeys = false },
            new("messaging.templates.change", Manager, Marketing) { ForKeys = false },
            new("messaging.rules.change", Manager, Marketing) { ForKeys = false });

    /// <summary>Declares a module's kinds of messages: each once.</summary>
    public static IServiceCollection AddMessages<TTexts>(this IServiceCollection services, params MessageKind[] kinds) => services.AddSingleton(new KindList(typeof(TTexts), kinds));

    /// <summary>What runs behind the requests: not in commands that only read or write once.</summary>
    public static IServiceCollection AddMessagingBackground(this IServiceCollection services) => services.AddHostedService(s => s.GetRequiredService<DeliverMessages>());

    public static void MapMessaging(this IEndpointRouteBuilder app)
    {
        // a mail program's POST comes from anywhere, with no page before it (RFC 8058): the token is all it needs
        var stop = app.MapGroup("unsubscribe").DisableAntiforgery().ExcludeFromDescription();
        stop.MapGet("{token}", Unsubscribe.Page);
        stop.MapPost("{token}", Unsubscribe.Post);

        var console = app.MapConsole();
        console.MapGet("messages", MessagesConsole.List).Needs("messaging.messages.read");
        console.MapGet("messages.csv", MessagesConsole.Csv).Needs("messaging.messages.read").Audited();
        console.MapGet("messages/{id:guid}", MessagesConsole.Open).Needs("messaging.messages.read");
        console.MapGet("messages/{id:guid}/html", MessagesConsole.Html).Needs("messaging.messages.read");
        console.MapPost("messages/{id:guid}/sending", MessagesConsole.SendAgain).Needs("messaging.messages.send");
        console.MapGet("message-kinds", ShowKinds.Page).Needs("messaging.templates.read");
        console.MapGet("message-kinds/{template}", EditWording.Page).Needs("messaging.templates.read");
        console.MapGet("message-kinds/{template}/html", EditWording.Html).Needs("messaging.templates.read");
        console.MapPost("message-kinds/{template}/{language}", EditWording.Save).Needs("messaging.templates.change");
        console.MapPost("message-kinds/{template}/{language}/tests", EditWording.Test).Needs("messaging.templates.change");
        console.MapGet("message-rules", SetMessageRules.Page).Needs("messaging.rules.change");
        console.MapPost("message-rules", SetMessageRules.Save).Needs("messaging.rules.change");
        console.MapGet("suppressions", SuppressionsConsole.Page).Needs("messaging.suppressions.read");
        console.MapGet("suppressions.csv", SuppressionsConsole.Csv).Needs("messaging.suppressions.read").Audited();
        console.MapPost("suppressions", SuppressionsConsole.Add).Needs("messaging.suppressions.write");
        console.MapPost("suppressions/{id:guid}/lifting", SuppressionsConsole.Lift).Needs("messaging.suppressions.write");

        var api = app.MapApi();
        api.MapGet("messages", ListMessages.Api).WithTags("messages").Needs("messaging.messages.read");
        api.MapGet("messages/{id:guid}", ListMessages.One).WithTags("messages").Needs("messaging.messages.read");
        api.MapPost("messages/bounces", RecordBounces.Api).WithTags("messages").Needs("messaging.bounces.write");
        api.MapPost("messages/reports", RecordBounces.Mail).WithTags("messages").Needs("messaging.bounces.write");
        api.MapGet("suppressions", SuppressionsApi.List).WithTags("suppressions").Needs("messaging.suppressions.read");
        api.MapPost("suppressions", SuppressionsApi.Add).WithTags("suppressions").Needs("messaging.suppressions.write");
        api.MapPost("suppressions/{id:guid}/lifting", SuppressionsApi.Lift).WithTags("suppressions").Needs("messaging.suppressions.write");
    }
}
