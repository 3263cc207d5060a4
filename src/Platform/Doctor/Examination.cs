using System.Data.Common;
using System.Runtime.CompilerServices;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Doctor;

/// <summary>Everything there is to look at, one after the other.</summary>
public sealed class Examination(IEnumerable<IExamine> all, IDialect dialect)
{
    public async IAsyncEnumerable<Finding> Run(string? sendTo, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var examine in all)
        {
            await using var findings = examine.Look(ct).GetAsyncEnumerator(ct);
            while (true)
            {
                Finding? finding;
                var goesOn = true;
                try { finding = await findings.MoveNextAsync() ? findings.Current : null; }
                catch (Exception error) when (error is DbException or InvalidOperationException or IOException or TimeoutException)      // the others are looked at all the same
                {
                    finding = Finding.Fails(examine.Check, dialect.Explain(error.GetBaseException()) ?? $"It could not be looked at: {error.GetBaseException().Message.TrimEnd('.')}.", "See to the storage first.");
                    goesOn = false;
                }
                if (finding is null) break;
                yield return finding;
                if (!goesOn) break;
            }
            if (sendTo is not null && examine is ExamineMail mail) yield return await mail.Send(sendTo, ct);
        }
    }
}
