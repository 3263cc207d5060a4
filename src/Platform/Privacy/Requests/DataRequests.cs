using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy.Requests;

/// <summary>Takes requests up and sees them through; the caller saves where nothing else is said.</summary>
public sealed class DataRequests(AppDb db, CurrentBrand brand, PersonalRecords records, TimeProvider clock)
{
    public (DataRequest Request, string Token) Receive(RequestKind kind, RequestVia via, DataSubject subject, string? country, string? note, Caller by, DateTimeOffset? receivedAt = null)
    {
        var now = clock.GetUtcNow();
        var (request, token) = DataRequest.Received(brand.Id, kind, via, subject, country, note, receivedAt ?? now);
        db.Add(request);
        Note(request, "received", by);
        return (request, token);
    }

    public void Note(DataRequest request, string what, Caller by, string? detail = null) => db.Add(new RequestStep
    {
        BrandId = brand.Id, RequestId = request.Id, At = clock.GetUtcNow(), What = what, Caller = by.Kind, CallerId = by.Id.Length > 0 ? by.Id : null, Detail = detail,
    });

    /// <summary>Everything on record, handed over and noted.</summary>
    public async Task<IReadOnlyList<PersonalPart>> Export(DataRequest request, Caller by, CancellationToken ct)
    {
        var parts = await records.Export(await SubjectOf(request, ct), ct);
        Note(request, "exported", by, JsonSerializer.Serialize(parts.ToDictionary(p => p.Name, p => p.Rows.Count)));
        return parts;
    }

    /// <summary>The last word was said: a job clears, and takes it up again where a stopped server left it.</summary>
    public bool Erase(DataRequest request, IEnumerable<string> givenUp, Caller by)
    {
        if (!request.Begin(givenUp)) return false;
        Note(request, "confirmed", by);
        db.Add(Job.New(brand.Id, EraseData.Key, JsonSerializer.Serialize(request.Id), clock.GetUtcNow()));
        return true;
    }

    public async Task<DataSubject> SubjectOf(DataRequest request, CancellationToken ct) =>
        request.OwnerId is { } owner ? new(request.Email ?? "", owner) : request.Email is { } email ? await records.Find(email, ct) : new("", null);

    /// <summary>The request that a link of its own leads to, of whatever brand; that brand becomes the current one.</summary>
    public async Task<DataRequest?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        if (await db.Set<DataRequest>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(r => r.TokenHash == hash, ct) is not { } request) return null;
        brand.Become(request.BrandId);
        return request;
    }
}

/// <summary>Clears a person's data behind the request that asked for it.</summary>
internal sealed class EraseData(AppDb db, PersonalRecords records, DataRequests requests, TimeProvider clock) : IJob
{
    public const string Key = "platform.erasure";
    static string IJob.Kind => Key;

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Guid>(job.Argument);
        if (await db.Set<DataRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { State: RequestState.Working } request) return;
        using var speaking = Languages.Speak(null);
        var subject = await requests.SubjectOf(request, ct);
        var erasure = await records.Erase(subject, request.GivenUp?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], ct);
        db.Forget();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var other in await db.Set<DataRequest>().Where(r => r.EmailHash == request.EmailHash && r.Id != id).ToListAsync(ct))
            if (!other.IsOpen) other.Forget();
        var done = await db.Set<DataRequest>().SingleAsync(r => r.Id == id, ct);
        done.Erased(JsonSerializer.Serialize(erasure.Cleared), JsonSerializer.Serialize(erasure.Holds.ToDictionary(h => h.Key, h => h.Until.Day())), erasure.Holds.Max(h => (DateTimeOffset?)h.Until), now);
        requests.Note(done, "erased", new(CallerKind.Nobody, ""), done.Cleared);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }
}
