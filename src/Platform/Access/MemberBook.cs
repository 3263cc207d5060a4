using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Who works for which brand as what, remembered by this node for three seconds: what an owner changes holds on every node before five have passed.</summary>
public sealed class MemberBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    readonly ConcurrentDictionary<(Guid Brand, Guid Staff), (StaffRole? Role, long Read)> known = new();

    /// <returns>Null for somebody who does not work for the brand, or no longer.</returns>
    public async ValueTask<StaffRole?> RoleOf(Guid brand, Guid staff, CancellationToken ct)
    {
        if (known.TryGetValue((brand, staff), out var entry) && clock.GetElapsedTime(entry.Read) < Fresh) return entry.Role;
        var asked = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        var role = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Membership>().Where(m => m.BrandId == brand && m.StaffId == staff).Select(m => (StaffRole?)m.Role).SingleOrDefaultAsync(ct);
        known[(brand, staff)] = (role, asked);
        return role;
    }

    /// <summary>What was changed is read anew at the next look.</summary>
    public void Forget(Guid brand, Guid staff) => known.TryRemove((brand, staff), out _);
}
