using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Installers;

/// <summary>What is held of installers: who they are and how many units they registered.</summary>
internal sealed class InstallersData(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns => [.. PersonalColumn.Of<Installer>(nameof(Installer.Name), nameof(Installer.Company), nameof(Installer.Email))];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var installers = await Of(subject).AsNoTracking().ToListAsync(ct);
        Guid[] ids = [.. installers.Select(i => i.Id)];
        var units = (await db.Set<Installation>().Where(i => ids.Contains(i.InstallerId)).Select(i => i.InstallerId).ToListAsync(ct)).CountBy(i => i).ToDictionary();
        return [.. PersonalPart.Of("installers", installers, ("name", i => i.Name), ("company", i => i.Company), ("email", i => i.Email), ("active", i => i.Active), ("since", i => i.CreatedAt), ("units", i => units.GetValueOrDefault(i.Id)))];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        var installers = await Of(erasure.Subject).ToListAsync(ct);
        foreach (var installer in installers) installer.Erase();
        erasure.Count("people", installers.Count);
    }

#pragma warning disable MA0011      // the database does it
    IQueryable<Installer> Of(DataSubject subject)
    {
        string[] keys = [.. subject.Keys];
        return db.Set<Installer>().Where(i => i.Email != null && keys.Contains(i.Email.ToLower()));
    }
}
