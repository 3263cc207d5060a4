using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Installers;

/// <summary>An installer is a person too, known by name and address. What they installed stays, by nobody.</summary>
internal sealed class InstallerOfPerson(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns => [.. PersonalColumn.Of<Installer>(nameof(Installer.Name), nameof(Installer.Email))];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct) =>
        [.. PersonalPart.Of("installer", await Mine(subject).AsNoTracking().ToListAsync(ct), ("name", i => i.Name), ("company", i => i.Company), ("email", i => i.Email), ("active", i => i.Active), ("since", i => i.CreatedAt))];

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        foreach (var installer in await Mine(erasure.Subject).ToListAsync(ct)) installer.Forget();
    }

#pragma warning disable MA0011      // the database does it
    IQueryable<Installer> Mine(DataSubject subject)
    {
        string[] keys = [.. subject.Keys];
        return db.Set<Installer>().Where(i => i.Email != null && keys.Contains(i.Email.ToLower()));
    }
}
