using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Units;

/// <summary>What the state of a unit may become, and who may say so.</summary>
internal sealed class UnitMoves(Rights rights, IStringLocalizer<Texts> words)
{
    /// <summary>May put any state right that was a mistake.</summary>
    public const string Correct = "products.units.correct";

    static readonly Dictionary<UnitStatus, UnitStatus[]> Next = new()
    {
        // a maker that does not follow its units hears of them first when one is repaired
        [UnitStatus.Minted] = [UnitStatus.Shipped, UnitStatus.Sold, UnitStatus.InService, UnitStatus.InRepair, UnitStatus.Replaced, UnitStatus.Returned, UnitStatus.EndOfLife, UnitStatus.Test],
        [UnitStatus.Shipped] = [UnitStatus.Sold, UnitStatus.InService, UnitStatus.InRepair, UnitStatus.Replaced, UnitStatus.Returned, UnitStatus.EndOfLife],
        [UnitStatus.Sold] = [UnitStatus.InService, UnitStatus.InRepair, UnitStatus.Replaced, UnitStatus.Returned, UnitStatus.EndOfLife],
        [UnitStatus.InService] = [UnitStatus.InRepair, UnitStatus.Replaced, UnitStatus.Returned, UnitStatus.EndOfLife],
        [UnitStatus.InRepair] = [UnitStatus.InService, UnitStatus.Replaced, UnitStatus.Returned, UnitStatus.Refurbished, UnitStatus.EndOfLife],
        [UnitStatus.Replaced] = [UnitStatus.Returned, UnitStatus.Refurbished, UnitStatus.EndOfLife],
        [UnitStatus.Returned] = [UnitStatus.Shipped, UnitStatus.InRepair, UnitStatus.Refurbished, UnitStatus.EndOfLife],
        [UnitStatus.Refurbished] = [UnitStatus.Shipped, UnitStatus.Sold, UnitStatus.InService, UnitStatus.EndOfLife],
        [UnitStatus.EndOfLife] = [],
        [UnitStatus.Test] = [UnitStatus.EndOfLife],
    };

    public static IReadOnlyList<UnitStatus> From(UnitStatus status) => Next[status];
    public static bool Allows(UnitStatus from, UnitStatus to) => from == to || Next[from].Contains(to);

    /// <summary>The permission that a move to this state needs.</summary>
    public static string NeedFor(UnitStatus to) => to switch
    {
        UnitStatus.Refurbished or UnitStatus.EndOfLife => "products.units.retire",
        UnitStatus.InService or UnitStatus.InRepair or UnitStatus.Replaced or UnitStatus.Returned => "products.units.service",
        _ => "products.units.ship",
    };

    public bool MayCorrect => rights.May(Correct);
    public bool May(UnitStatus to) => rights.May(NeedFor(to));

    /// <summary>What the caller may choose for a unit in this state, which is among it.</summary>
    public IEnumerable<UnitStatus> Offered(UnitStatus from) => Enum.GetValues<UnitStatus>().Where(to => to == from || MayCorrect || (Allows(from, to) && May(to)));

    /// <summary>Why the caller may not, in words; null when he may.</summary>
    /// <param name="correction">It puts a mistake right: any state may follow, for those who may correct.</param>
    public FieldError? Refuse(UnitStatus from, UnitStatus to, bool correction) =>
        from == to || (correction && MayCorrect) ? null
        : !Allows(from, to) ? new("status", Next[from].Length == 0 ? words["Wrong.MoveNone", In(from)] : words["Wrong.Move", In(from), In(to), string.Join(", ", Next[from].Select(In))])
        : !May(to) ? new("status", words["Wrong.MoveRight", In(to)])
        : null;

    string In(UnitStatus status) => words["Status." + Snake.Of(status)];
}
