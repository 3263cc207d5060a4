using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Support.Sessions;

internal sealed class ImportSessions(AppDb db, CurrentBrand brand, IProducts products, IOwners owners, TimeProvider clock) : IImport
{
    public static string Kind => "sessions";
    public static ImportColumns Columns => new(["session_ref", "gtin", "started_at"], ["serial", "email", "ended_at", "outcome", "topic", "tier"]);

    sealed record Line(string SessionRef, Concerned Of, DateTimeOffset StartedAt, string? Email, DateTimeOffset? EndedAt, SessionOutcome? Outcome, string? Topic, int? Tier);

    public static object Read(ImportRow r)
    {
        if (r.Optional("gtin") is null && r.Optional("serial") is null) r.Gtin();      // required, and says so
        var line = new Line(r.Text("session_ref", 100), Concerned.In(r), r.Time("started_at"), r.OptionalEmail(), r.OptionalTime("ended_at"), r.OptionalChoice<SessionOutcome>("outcome"), r.OptionalText("topic", 200), r.OptionalWhole("tier", 1, 2));
        if (!r.IsRefused && line.EndedAt < line.StartedAt) r.Refuse("ended_at", "is before started_at", "give the time it ended, which is not before it began");
        return line;
    }

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await OnRecord.Of([.. batch.Lines<Line>().Select(x => x.Line.Of)], products, ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (read, found) = (batch.Lines<Line>(), batch.Found<OnRecord>());
        foreach (var (row, line) in read) found.Check(row, line.Of);
        read.RemoveAll(x => x.Row.IsRefused);

        var known = await db.Dialect.Among<Session>(db, ["session_ref"], [.. read.Select(x => x.Line.SessionRef).Distinct().Select(r => (object[])[r])]).AsNoTracking().ToDictionaryAsync(s => s.SessionRef, ct);
        var people = await OnRecord.People(owners, read.Select(x => x.Line.Email), ct);
        List<SessionRecorded> added = [];
        foreach (var (row, line) in read)
        {
            var (unit, person) = (found.Unit(line.Of), line.Email is null ? (Guid?)null : people[line.Email]);
            if (known.TryGetValue(line.SessionRef, out var earlier))
            {
                if (Difference(earlier, line, unit, person) is { } column) row.AlreadyRecorded(column);
                continue;
            }
            var session = new Session { BrandId = brand.Id, SessionRef = line.SessionRef, Gtin = line.Of.Gtin!, UnitId = unit, PersonId = person, StartedAt = line.StartedAt, EndedAt = line.EndedAt, Outcome = line.Outcome, Topic = line.Topic, Tier = line.Tier };
            db.Append(known[line.SessionRef] = session);
            added.Add(session.Fact);
            row.Added();
        }
        db.AnnounceMany(added, some => new SessionsRecorded(some), clock.GetUtcNow());
    }

    static string? Difference(Session s, Line line, Guid? unit, Guid? person) =>
        s.Gtin != line.Of.Gtin ? "gtin" : s.UnitId != unit ? "serial" : s.StartedAt != line.StartedAt ? "started_at" : s.PersonId != person ? "email" : s.EndedAt != line.EndedAt ? "ended_at"
        : s.Outcome != line.Outcome ? "outcome" : s.Topic != line.Topic ? "topic" : s.Tier != line.Tier ? "tier" : null;
}
