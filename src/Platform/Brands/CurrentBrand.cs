namespace Nameplate.Platform.Brands;

/// <summary>The brand this request or job acts for. While it is not set, nothing brand-owned is visible.</summary>
public sealed class CurrentBrand
{
    public Guid Id { get; private set; }
    public bool IsSet => Id != Guid.Empty;
    public void Become(Guid brandId) => Id = brandId;
}

/// <summary>A row of one tenant. The query filter on <see cref="BrandId"/> applies to every query, and on PostgreSQL row-level security applies it again.</summary>
public interface IBrandOwned
{
    Guid BrandId { get; }
}

/// <summary>A row that tells the brand. It is looked up by its key before the brand is known, so it stands outside both locks and holds nothing else worth seeing.</summary>
public interface ITellsBrand
{
    Guid BrandId { get; }
}
