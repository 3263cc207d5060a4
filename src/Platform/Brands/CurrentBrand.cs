namespace Nameplate.Platform.Brands;

/// <summary>The brand this request or job acts for. While it is not set, nothing brand-owned is visible.</summary>
public sealed class CurrentBrand
{
    public Guid Id { get; private set; }
    public bool IsSet => Id != Guid.Empty;
    public void Become(Guid brandId) => Id = brandId;
}

/// <summary>A row of one tenant. The query filter on <see cref="BrandId"/> applies to every query.</summary>
public interface IBrandOwned
{
    Guid BrandId { get; }
}
