using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>What the public hears. A number is suspicious, or nothing is said: that a product is genuine, no printed code can tell.</summary>
internal sealed class Suspicion(AppDb db, IStringLocalizer<Texts> words) : ICheck, IProductState
{
    /// <summary>Who is about to buy hears of it once it is open; why, only the maker's staff see.</summary>
    public async Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct)
    {
        var isSuspicious = subject.Unit is { } unit && await IsSo(unit.Id, s => s.State == SignalState.Open || s.State == SignalState.Confirmed, ct);
        return new(35, "suspicious", words["Check.Suspicious"], words["Yes"], subject.Unit is null ? null : isSuspicious) { IsShown = isSuspicious, Tone = StateTone.Bad, Advice = words["Check.SuspiciousText"] };
    }

    /// <summary>On the unit's own page, which its honest owner opens too, only what staff confirmed.</summary>
    public async Task<ProductState?> Of(ProductView view, CancellationToken ct) =>
        await IsSo(view.Unit.Id, s => s.State == SignalState.Confirmed, ct) ? new(words["State.Suspicious", view.Frame.Brand.Name], StateTone.Bad) : null;

    Task<bool> IsSo(Guid unit, System.Linq.Expressions.Expression<Func<Signal, bool>> which, CancellationToken ct) => db.Set<Signal>().Where(s => s.UnitId == unit).AnyAsync(which, ct);
}
