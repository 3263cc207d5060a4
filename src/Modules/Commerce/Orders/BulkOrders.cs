using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Orders;

/// <summary>Many orders one step on. Each is a transaction of its own with its mail, as if it were done by hand; one that is not at this step stays as it is.</summary>
internal abstract class AdvanceOrders(IStringLocalizer<Texts> words, string step, string permission) : IBulkAction
{
    protected IStringLocalizer<Texts> Words => words;

    public string List => "orders";
    public string Key => "orders." + step;
    public string Permission => permission;
    public string Text => words["Bulk.orders." + step];
    public bool CanBeUndone => false;
    public virtual IReadOnlyList<BulkField> Fields => [];
    public virtual string Read(ConsoleForm form) => "";
    protected abstract Task<bool> Step(string orderRef, string argument, CancellationToken ct);

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        List<BulkRow> done = [];
        foreach (var key in keys)
            if (await Step(key, argument, ct)) done.Add(new(key, null, null));
        return done;
    }
}

internal sealed class MarkPaid(AdvanceOrder advance, IStringLocalizer<Texts> words) : AdvanceOrders(words, "paid", "commerce.orders.pay")
{
    protected override async Task<bool> Step(string orderRef, string argument, CancellationToken ct) => (await advance.Pay(orderRef, ct)).Done;
}

internal sealed class MarkShipped(AdvanceOrder advance, IStringLocalizer<Texts> words) : AdvanceOrders(words, "shipped", "commerce.orders.ship")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Console.Tracking"]) { Help = Words["Bulk.TrackingHelp"] }];

    public override string Read(ConsoleForm form)
    {
        if (form.Text("value") is { Length: > 200 }) form.Refuse("value", Words["Bulk.TrackingLong"]);
        return form.Text("value") ?? "";
    }

    protected override async Task<bool> Step(string orderRef, string argument, CancellationToken ct) => (await advance.Ship(orderRef, argument.Length == 0 ? null : argument, ct)).Done;
}
