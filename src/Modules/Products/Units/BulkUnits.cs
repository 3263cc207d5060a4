using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Units;

/// <summary>One value of many units at once; it can be put back.</summary>
internal abstract class SetOfUnits(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words, string what) : IBulkAction
{
    protected IStringLocalizer<Texts> Words => words;

    public string List => "units";
    public string Key => "units." + what;
    public string Permission => "products.units.write";
    public string Text => words["Bulk.units." + what];
    public bool CanBeUndone => true;
    public abstract IReadOnlyList<BulkField> Fields { get; }
    public abstract string Read(ConsoleForm form);
    protected abstract string? Value(Unit unit);
    protected abstract void Set(Unit unit, string? value);
    /// <summary>Units for which the value is not possible are left as they are.</summary>
    protected virtual bool Allows(Unit unit, string? value) => true;

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var value = argument.Length == 0 ? null : argument;
        var changed = (await Units(keys, ct)).Where(u => Value(u) != value && Allows(u, value)).ToList();
        List<BulkRow> rows = [.. changed.Select(u => new BulkRow(u.Id.ToString(), Value(u), value))];
        foreach (var unit in changed) Put(unit, value);
        Tell(changed);
        return rows;
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var units = (await Units([.. rows.Select(r => r.Key)], ct)).ToDictionary(u => u.Id.ToString());
        List<Unit> restored = [];
        foreach (var row in rows)
            if (units.GetValueOrDefault(row.Key) is { } unit && Value(unit) == row.After)
            {
                Put(unit, row.Before);
                restored.Add(unit);
            }
        Tell(restored);
        return restored.Count;
    }

    void Put(Unit unit, string? value)
    {
        var before = unit.Status;
        Set(unit, value);
        if (UnitStep.Between(unit, before, clock.GetUtcNow()) is { } step) db.Add(step);
    }

    Task<List<Unit>> Units(IReadOnlyList<string> keys, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        return db.Set<Unit>().Where(u => ids.Contains(u.Id)).ToListAsync(ct);
    }

    void Tell(List<Unit> units)
    {
        if (units.Count > 0) db.Announce(new UnitsRecorded([.. units.Select(u => u.Recorded)]), clock.GetUtcNow());
    }
}

internal sealed class SetStatus(AppDb db, UnitMoves moves, TimeProvider clock, IStringLocalizer<Texts> words) : SetOfUnits(db, clock, words, "status")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["State"]) { IsNeeded = true, Help = Words["Bulk.StatusHelp"], Options = [.. Enum.GetValues<UnitStatus>().Where(moves.May).Select(s => (Snake.Of(s), Words["Status." + Snake.Of(s)].Value))] }];

    public override string Read(ConsoleForm form)
    {
        if (form.Text("value") is null) form.Refuse("value", Words["Wrong.Status"]);
        if (form.Choice<UnitStatus>("value") is not { } status) return "";
        if (!moves.May(status)) form.Refuse("value", Words["Wrong.MoveRight", Words["Status." + Snake.Of(status)]]);
        return Snake.Of(status);
    }

    protected override bool Allows(Unit unit, string? value) => UnitMoves.Allows(unit.Status, Snake.Enum<UnitStatus>(value!));

    protected override string? Value(Unit unit) => Snake.Case(unit.Status.ToString());
    protected override void Set(Unit unit, string? value) => unit.Status = Snake.Enum<UnitStatus>(value!);
}

internal sealed class SetMarket(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : SetOfUnits(db, clock, words, "market")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Market"]) { Help = Words["Bulk.MarketHelp"] }];

    public override string Read(ConsoleForm form)
    {
        var market = form.Text("value")?.ToUpperInvariant();
        if (market is not null && !Countries.IsRight(market)) form.Refuse("value", Words["Wrong.Country"]);
        return market ?? "";
    }

    protected override string? Value(Unit unit) => unit.Market;
    protected override void Set(Unit unit, string? value) => unit.Market = value;
}

internal sealed class SetFirmware(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : SetOfUnits(db, clock, words, "firmware")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Firmware"]) { Help = Words["Bulk.EmptyClears"] }];

    public override string Read(ConsoleForm form)
    {
        if (form.Text("value") is { Length: > 60 }) form.Refuse("value", Words["Wrong.Long", 60]);
        return form.Text("value") ?? "";
    }

    protected override string? Value(Unit unit) => unit.Firmware;
    protected override void Set(Unit unit, string? value) => unit.Firmware = value;
}

internal sealed class SetLot(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : SetOfUnits(db, clock, words, "lot")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Lot"]) { Help = Words["Bulk.EmptyClears"] }];

    public override string Read(ConsoleForm form)
    {
        if (form.Text("value") is { } lot && !Gs1.Serial.IsValid(lot)) form.Refuse("value", Words["Wrong.Lot"]);
        return form.Text("value") ?? "";
    }

    protected override string? Value(Unit unit) => unit.Lot;
    protected override void Set(Unit unit, string? value) => unit.Lot = value;
}
