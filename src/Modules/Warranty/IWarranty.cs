using Nameplate.Products;

namespace Nameplate.Warranty;

/// <summary>What is promised for a unit.</summary>
public interface IWarranty
{
    Task<UnitCoverage> CoverageOf(ProductUnit unit, CancellationToken ct);
    Task<IReadOnlyDictionary<Guid, UnitCoverage>> CoverageOf(IReadOnlyCollection<ProductUnit> units, CancellationToken ct);

    /// <summary>Adds cover beside the statutory and commercial clocks: a repair extension, an extended plan. The caller saves.</summary>
    Task AddCover(Guid unit, CoverKind kind, DateOnly from, DateOnly to, string source, CancellationToken ct);
}

public enum CoverKind { Statutory, Commercial, Repair, Extended }

/// <summary>What the start of a clock rests on, the strongest first.</summary>
public enum CoverBasis { Proof, Sale, Owner, Estimate }

/// <summary><c>Unknown</c>: no purchase is known and nothing to estimate it from.</summary>
public enum CoverageStatus { Active, Expired, Unknown }

/// <param name="To">The last day of cover: so many calendar months after the start.</param>
public sealed record CoverPeriod(DateOnly From, DateOnly To);

/// <summary>The clocks of a unit, kept apart.</summary>
/// <param name="Status">Active while the statutory or commercial clock, a repair extension or a plan runs.</param>
public sealed record UnitCoverage(CoverageStatus Status, CoverBasis? Basis, CoverPeriod? Statutory, CoverPeriod? Commercial, CoverPeriod? Repair, CoverPeriod? Extended)
{
    public DateOnly? Until => new[] { Statutory?.To, Commercial?.To, Repair?.To, Extended?.To }.Max();
}
