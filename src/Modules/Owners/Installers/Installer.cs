using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Installers;

/// <summary>Somebody who installs units at people's homes and registers them for them. Known by a link, not by an account.</summary>
internal sealed class Installer : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    [Personal] public required string Name { get; set; }
    public string? Company { get; set; }
    [Personal] public string? Email { get; set; }
    public bool Active { get; set; } = true;
    [Secret] public required string TokenHash { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A new link; the one before leads nowhere from then on.</summary>
    /// <returns>What stands at its end. It is kept nowhere.</returns>
    public string Relink()
    {
        var token = Token.New();
        TokenHash = Token.Hash(token);
        return token;
    }
}

/// <summary>A unit that was installed and registered on a visit.</summary>
internal sealed class Installation : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid RegistrationId { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid InstallerId { get; init; }
    public DateOnly InstalledOn { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class InstallerMap : IEntityTypeConfiguration<Installer>
{
    public void Configure(EntityTypeBuilder<Installer> i)
    {
        i.ToTable("owners_installer").HasKey(x => new { x.BrandId, x.Id });
        i.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
    }
}

internal sealed class InstallationMap : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> i)
    {
        i.ToTable("owners_installation").HasKey(x => new { x.BrandId, x.RegistrationId });
        i.HasIndex(x => new { x.BrandId, x.InstallerId });
        i.HasIndex(x => new { x.BrandId, x.UnitId });
        i.HasOne<Installer>().WithMany().HasForeignKey(x => new { x.BrandId, x.InstallerId });
    }
}
