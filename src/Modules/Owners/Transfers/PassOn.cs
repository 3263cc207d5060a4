using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>A fleet changes hands: the chosen registrations pass to one new owner.</summary>
internal sealed class PassOn(AppDb db, PostTransfers post, IProducts products, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "registrations";
    public string Key => "registrations.transfer";
    public string Permission => "owners.transfers.write";
    public string Text => words["Transfers.PassOn"];
    public bool CanBeUndone => false;

    public IReadOnlyList<BulkField> Fields => [new("to", words["Transfers.NewOwner"]) { Type = "email", IsNeeded = true, Help = words["Transfers.PassOnHelp"] }, new("reason", words["Transfers.Why"])];

    public string Read(ConsoleForm form)
    {
        if (!EmailForm.IsRight(form.Text("to"))) form.Refuse("to", words["Wrong.Email"]);
        if (form.Text("reason") is { Length: > DecideTransfer.LongestReason }) form.Refuse("reason", words["Transfers.LongNote", DecideTransfer.LongestReason]);
        return $"{form.Text("to")}\n{form.Text("reason")}";
    }

    /// <summary>Saves each by itself; what is the new owner's already stays as it is, so that going on after an interruption does nothing twice.</summary>
    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var parts = argument.Split('\n', 2);
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var chosen = await db.Set<Registration>().AsNoTracking().Where(r => ids.Contains(r.Id) && r.EndedAt == null).Select(r => new { r.Id, r.UnitId }).ToListAsync(ct);
        var units = await products.Units([.. chosen.Select(c => c.UnitId)], ct);
        List<BulkRow> rows = [];
        foreach (var one in chosen)
            if (units.TryGetValue(one.UnitId, out var unit) && (await post.Handle(unit, parts[0], null, null, "en", TransferWay.Console, parts[1].Length == 0 ? null : parts[1], ct)).Outcome == PostTransfers.Outcome.Moved)
                rows.Add(new(one.Id.ToString(), null, null));
        return rows;
    }
}
