using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>A key that protects cookies and forms. All nodes on one database need the same.</summary>
internal sealed class ProtectionKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyMap : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> k) => k.ToTable("platform_protection_key").HasKey(x => x.Name);
}

/// <summary>Keeps the keys in the database, and reads those a single node kept in its folder before.</summary>
public sealed class KeyRing(IServiceScopeFactory scopes, IXmlRepository? before) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var keys = scope.ServiceProvider.GetRequiredService<AppDb>().Set<ProtectionKey>().AsNoTracking().Select(k => k.Xml).ToList();
        return [.. keys.Select(XElement.Parse), .. before?.GetAllElements() ?? []];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
