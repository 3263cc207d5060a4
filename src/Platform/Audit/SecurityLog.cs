using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Audit;

/// <summary>
/// What happened at the doors: who came in, who was refused and why. Each is a line of the log, by ids alone, and, where the brand is known, an entry of its audit.
/// They are written behind the answer, at most half a second later. What one caller has refused again and again is one entry a minute that counts.
/// </summary>
public sealed partial class SecurityLog(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SecurityLog> log) : BackgroundService
{
    const int Most = 10_000;      // kinds of events that wait; an attacker makes up no more
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Apart = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<SecurityEvent, Tally> waiting = new();
    int leftOut;

    sealed class Tally
    {
        public DateTimeOffset First { get; set; }
        public DateTimeOffset NotBefore { get; set; }
        public int Times { get; set; }
        public string RequestId { get; set; } = "";
        public bool IsGone { get; set; }
    }

    /// <summary>Notes one event; nobody waits for it.</summary>
    /// <param name="http">The request, of which method, pattern and network are noted.</param>
    /// <param name="kind">One of <see cref="SecurityKinds"/>.</param>
    /// <param name="reason">Why it was refused, or what was done; a word, never a value somebody sent.</param>
    /// <param name="isRefused">It was refused.</param>
    /// <param name="subject">The account or key it is about.</param>
    /// <param name="caller">Who did it, where that is known.</param>
    /// <param name="brands">Whose audit tells it; none where no brand is known.</param>
    public void Note(HttpContext http, string kind, string reason, bool isRefused, string? subject = null, Caller? caller = null, params IReadOnlyCollection<Guid> brands)
    {
        var endpoint = http.GetEndpoint();
        var route = $"{http.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText}";
        var permission = endpoint?.Metadata.GetMetadata<Permission>()?.Name ?? "";
        foreach (var brand in brands.Count == 0 ? [Guid.Empty] : brands)
            Add(new(brand, kind, reason, isRefused, subject, caller?.Kind ?? CallerKind.Nobody, caller?.Id ?? "", AuditTrail.NetworkOf(http.Connection.RemoteIpAddress), permission, route, SecurityKinds.CountsEach(kind) ? http.TraceIdentifier : ""), http.TraceIdentifier);
    }

    void Add(SecurityEvent happened, string request)
    {
        if (waiting.Count >= Most && !waiting.ContainsKey(happened)) { Interlocked.Increment(ref leftOut); return; }
        while (true)
        {
            var tally = waiting.GetOrAdd(happened, static _ => new Tally());
            lock (tally)
            {
                if (tally.IsGone) continue;
                if (tally.Times++ == 0) (tally.First, tally.RequestId) = (clock.GetUtcNow(), request);
                return;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Write(Due(stoppingToken.IsCancellationRequested));
        }
    }

    /// <summary>Takes out what is to be told now; with <paramref name="all"/> also what was told a moment ago.</summary>
    List<(SecurityEvent Event, DateTimeOffset At, int Times, string Request)> Due(bool all)
    {
        var now = clock.GetUtcNow();
        List<(SecurityEvent, DateTimeOffset, int, string)> due = [];
        foreach (var (happened, tally) in waiting)
            lock (tally)
            {
                if (now < tally.NotBefore && !all && tally.NotBefore - now <= Apart) continue;      // a clock set back holds nothing up
                if (tally.Times == 0) { tally.IsGone = true; waiting.TryRemove(new(happened, tally)); continue; }
                due.Add((happened, tally.First, tally.Times, tally.RequestId));
                (tally.Times, tally.NotBefore) = (0, happened.RequestId.Length > 0 ? now : now + Apart);
            }
        return due;
    }

    async Task Write(IReadOnlyList<(SecurityEvent Event, DateTimeOffset At, int Times, string Request)> due)
    {
        foreach (var (e, _, times, request) in due)
            if (e.IsRefused) Refused(e.Kind, e.Reason, e.Caller, e.CallerId, e.Subject ?? "", e.Brand, e.Network ?? "", e.Route, request, times);
            else Happened(e.Kind, e.Reason, e.Caller, e.CallerId, e.Subject ?? "", e.Brand, e.Network ?? "", e.Route, request, times);
        if (Interlocked.Exchange(ref leftOut, 0) is > 0 and var more) LeftOut(more);
        foreach (var brand in due.Where(d => d.Event.Brand != Guid.Empty).GroupBy(d => d.Event.Brand))
            try { await Write(brand.Key, [.. brand.Select(d => d.Event.Entry(d.At, d.Times, d.Request))]); }
            catch (Exception error) { NotWritten(error); }      // the lines above tell them all the same
    }

    async Task Write(Guid brand, IReadOnlyList<AuditEntry> entries)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.AddRange(entries);
        await db.SaveChangesAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Security, refused: {Event} {Reason}, {Caller} {CallerId}, about {Subject}, brand {Brand}, from {Network}, {Route}, {RequestId}, times {Times}")]
    partial void Refused(string @event, string reason, CallerKind caller, string callerId, string subject, Guid brand, string network, string route, string requestId, int times);

    [LoggerMessage(Level = LogLevel.Information, Message = "Security: {Event} {Reason}, {Caller} {CallerId}, about {Subject}, brand {Brand}, from {Network}, {Route}, {RequestId}, times {Times}")]
    partial void Happened(string @event, string reason, CallerKind caller, string callerId, string subject, Guid brand, string network, string route, string requestId, int times);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{More} security events were left out: too many different ones came at once")]
    partial void LeftOut(int more);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Security events could not be written into the audit")]
    partial void NotWritten(Exception error);
}

/// <param name="RequestId">Where each is told by itself; else empty, and alike ones are counted.</param>
internal sealed record SecurityEvent(Guid Brand, string Kind, string Reason, bool IsRefused, string? Subject, CallerKind Caller, string CallerId, string? Network, string Permission, string Route, string RequestId)
{
    public AuditEntry Entry(DateTimeOffset at, int times, string request) => new()
    {
        BrandId = Brand, At = at, Caller = Caller, CallerId = CallerId, Network = Network, Permission = Permission, Route = Route, RequestId = request,
        Change = IsRefused ? AuditChange.Refused : AuditChange.None, Subject = Kind, SubjectId = Subject, After = EventName.Write(new { reason = Reason, times }),
    };
}

/// <summary>What the audit calls security events.</summary>
public static class SecurityKinds
{
    /// <summary>With a password, or a mailed link.</summary>
    public const string SignIn = "security.sign-in";
    /// <summary>The second step.</summary>
    public const string Code = "security.code";
    /// <summary>Something that lets one in was changed, or was to be.</summary>
    public const string WayIn = "security.way-in";
    /// <summary>A permission was missing.</summary>
    public const string Permission = "security.permission";
    /// <summary>An API key that opens nothing.</summary>
    public const string Key = "security.key";
    /// <summary>Too much at once.</summary>
    public const string Limit = "security.limit";
    /// <summary>A form from elsewhere, or without its token.</summary>
    public const string Form = "security.form";

    public static readonly IReadOnlyList<string> All = [SignIn, Code, WayIn, Permission, Key, Limit, Form];

    internal static bool CountsEach(string kind) => kind is SignIn or Code or WayIn;
    internal static bool IsOfRoute(string kind) => kind is Permission or Limit or Form;
}
