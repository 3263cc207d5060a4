using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Messaging.Suppression;

/// <summary>The console's list of addresses that are not written to. Only their hashes are kept; who knows an address finds it.</summary>
internal sealed class SuppressionList(AppDb db, CurrentBrand brand, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<SuppressedAddress>
{
    public override string Key => "suppressions";

    public override IReadOnlyList<ListColumn<SuppressedAddress>> Columns =>
    [
        new("address", words["Address"], s => s.AddressHash[..16] + "…") { IsName = true, Look = ColumnLook.Code, Csv = s => s.AddressHash },
        new("reason", words["Why"], s => words["Suppression." + s.Reason]) { Csv = s => Snake.Of(s.Reason) },
        new("state", words["State"], s => words[s.LiftedAt is null ? "Suppression.On" : "Suppression.Lifted"]) { Look = ColumnLook.State, Tone = s => s.LiftedAt is null ? "bad" : null, Csv = s => s.LiftedAt is null ? "suppressed" : "lifted" },
        new("since", words["Since"], s => s.Since.Exact() + " UTC") { Look = ColumnLook.Time, Csv = s => s.Since.InFile() },
        new("channel", words["Channel"], s => words["Channel." + s.Channel]) { IsUsual = false, Csv = s => Snake.Of(s.Channel) },
        new("note", words["Note"], s => s.LiftedBecause ?? s.Note) { IsUsual = false, Csv = s => s.LiftedBecause ?? s.Note },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("address", words["Address"]) { IsPersonal = true },
        new("reason", words["Why"]) { Options = [.. Enum.GetValues<SuppressionReason>().Select(r => (Snake.Of(r), words["Suppression." + r].Value))] },
    ];

    public override IReadOnlyList<ListOrder<SuppressedAddress>> Orders =>
    [
        new("-added", 1, q => q.OrderByDescending(s => s.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(s => s.Id < id) : q, s => [s.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Suppressions.One" : "Suppressions.Many", count.Counted()];
    public override string KeyOf(SuppressedAddress row) => row.Id.ToString();
    public override string NameOf(SuppressedAddress row) => row.AddressHash[..16];

    public override IQueryable<SuppressedAddress> Matching(ListQuery asked)
    {
        var addresses = db.Set<SuppressedAddress>().AsNoTracking();
        if (Snake.TryEnum<SuppressionReason>(asked["reason"] ?? "", out var reason)) addresses = addresses.Where(s => s.Reason == reason);
        if (asked["address"] is { } address && Message.HashOf(brand.Id, address) is var hash) addresses = addresses.Where(s => s.AddressHash == hash || s.AddressHash == address);
        return addresses;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<SuppressedAddress>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } s) return null;
        return new(s.AddressHash[..16] + "…")
        {
            IsCode = true, State = words[s.LiftedAt is null ? "Suppression.On" : "Suppression.Lifted"], Tone = s.LiftedAt is null ? "bad" : null,
            Steps = s.LiftedAt is null && rights.May("messaging.suppressions.write") ? [new(words["Lift"], $"/admin/suppressions/{s.Id}/lifting") { Asks = new BulkField("reason", words["Lift.Reason"]) { IsNeeded = true } }] : [],
            Facts =
            [
                new(words["Why"], words["Suppression." + s.Reason]), new(words["Since"], s.Since.Exact() + " UTC"), new(words["Suppression.Stops"], words["Suppression.Stops." + s.Reason]), new(words["Note"], s.Note),
                new(words["Message"], s.MessageId is null ? null : words["Message.Open"].Value) { Href = $"/admin/messages/{s.MessageId}" }, new(words["Suppression.Lifted"], s.LiftedAt?.Exact()), new(words["Lift.Reason"], s.LiftedBecause),
            ],
        };
    }
}
