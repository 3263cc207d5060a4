using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Messages to owners in the console: each as its reader sees it, and what became of it.</summary>
internal sealed class MessagesConsole(AppDb db, TimeProvider clock, MessageKinds kinds, MessageBody bodies, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> List(HttpContext http, ListReader lists, MessageList messages, MessageBody bodies, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<MessagesPage>(new MessagesPage.Shown(words, await lists.Read(http, messages, words["Messages"], words, ct), bodies.StaysHere(MessageChannel.Email)));

    internal static IResult Csv(HttpContext http, ListReader lists, MessageList messages, CancellationToken ct) => lists.Csv(http, messages, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, MessagesConsole console, CancellationToken ct) => console.ShowMessage(id, http, ct);
    internal static Task<IResult> SendAgain(Guid id, HttpContext http, MessagesConsole console, CancellationToken ct) => console.Retry(id, http, ct);

    async Task<IResult> ShowMessage(Guid id, HttpContext http, CancellationToken ct) =>
        await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } message
            ? Pages.Console<MessagePage>(new MessagePage.Shown(await frames.For(http, message.Subject ?? kinds.NameOf(message.Kind), words), words, message, kinds.NameOf(message.Kind), bodies.Of(message).Text, bodies)) : await frames.NotHere(http);

    /// <summary>The HTML twin alone, for the frame on the message's page: it runs nothing and fetches pictures of this server only.</summary>
    internal static async Task<IResult> Html(Guid id, HttpContext http, AppDb db, MessageBody bodies, CancellationToken ct) =>
        await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } message && bodies.Of(message).Html is { } html ? Framed(http, html) : Problems.NotFound("There is no such message, or nothing of it to show.");

    internal static IResult Framed(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    async Task<IResult> Retry(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Message>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message) return await frames.NotHere(http);
        var again = message.SendAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/messages/{id}?done={(again ? "resend" : "not")}");
    }
}
