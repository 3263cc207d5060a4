namespace Nameplate.Owners;

/// <summary>Until when something is promised for units, as the module that keeps the promises says it.</summary>
public interface IUnitTerms
{
    /// <summary>The last day of cover of each of these units, as a query that joins others; units without any are not in it.</summary>
    IQueryable<UnitTerm> Of(IQueryable<Guid> units);
}

/// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
public sealed record UnitTerm
{
    public required Guid Unit { get; init; }
    public required DateOnly? Until { get; init; }
}
