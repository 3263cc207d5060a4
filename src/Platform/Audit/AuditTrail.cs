using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;

namespace Nameplate.Platform.Audit;

/// <summary>Writes down what staff and machines change, in the transaction of the change. What owners and jobs do stands in the event log.</summary>
public sealed class AuditTrail(CurrentBrand brand, TimeProvider clock)
{
    sealed record Call(Caller Caller, string? Network, string Permission, string Route, string RequestId);

    readonly List<AuditEntry> noted = [];
    Call? call;

    /// <summary>Something of this call is saved.</summary>
    internal bool HasWritten { get; private set; }

    internal void Begin(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        call = new(Access.Caller.Of(http.User), NetworkOf(http.Connection.RemoteIpAddress), endpoint?.Metadata.GetMetadata<Permission>()?.Name ?? "",
            $"{http.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText}", http.TraceIdentifier);
    }

    /// <summary>What a job does for somebody is written down as theirs.</summary>
    public void Begin(Caller caller, string permission, string route, string request) => call = new(caller, null, permission, route, request);

    /// <summary>For a change that passes the change tracker by: it is saved with the next save of this scope.</summary>
    /// <param name="before">A dictionary or a record of the values that changed; none that name a person.</param>
    public void Note(AuditChange change, string subject, string id, object? before, object? after, string? name = null)
    {
        if (call is not null) noted.Add(Entry(call, change, subject, id, name, before is null ? null : EventName.Write(before), after is null ? null : EventName.Write(after)));
    }

    internal void NoteCall() => noted.Add(Entry(call!, AuditChange.None, null, null, null, null, null));

    /// <summary>Adds entries for everything the context is about to save.</summary>
    internal void Record(ChangeTracker changes)
    {
        if (call is null) return;
        var changed = changes.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var stale in changed.Where(e => e.Entity is AuditEntry)) stale.State = EntityState.Detached;      // of a save that failed
        foreach (var row in changed.Where(e => Portrait.IsAudited(e.Metadata)))
            if (Portrait.Of(row) is { } p) changes.Context.Add(Entry(call, p.Change, p.Subject, p.Id, p.Name, p.Before, p.After));
        foreach (var entry in noted) changes.Context.Add(entry);
    }

    internal void Saved(ChangeTracker changes)
    {
        if (call is null) return;
        var written = changes.Entries<AuditEntry>().ToList();
        HasWritten |= written.Count > 0;
        foreach (var entry in written) entry.State = EntityState.Detached;
        noted.Clear();
    }

    AuditEntry Entry(Call by, AuditChange change, string? subject, string? id, string? name, string? before, string? after) => new()
    {
        BrandId = brand.Id, At = clock.GetUtcNow(), Caller = by.Caller.Kind, CallerId = by.Caller.Id, Network = by.Network, Permission = by.Permission, Route = by.Route, RequestId = by.RequestId,
        Change = change, Subject = subject, SubjectId = id, SubjectName = name, Before = before, After = after,
    };

    /// <summary>Where from is told by the network, /24 or /48: enough to see that it was not from here, too little to find a person.</summary>
    internal static string? NetworkOf(IPAddress? address)
    {
        if (address is null) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
