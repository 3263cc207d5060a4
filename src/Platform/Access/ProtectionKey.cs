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
        var keys = Task.Run(Read).GetAwaiter().GetResult();      // this interface knows no waiting, and the records are never read otherwise
        return [.. keys.Select(XElement.Parse), .. before?.GetAllElements() ?? []];
    }

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => Write(element, friendlyName)).GetAwaiter().GetResult();

    async Task<List<string>> Read()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Set<ProtectionKey>().AsNoTracking().Select(k => k.Xml).ToListAsync();
    }

    async Task Write(XElement element, string friendlyName)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        await db.SaveChangesAsync();
    }
}
