using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>Units pass to a new owner at the maker's word: one, or a fleet. Each is a transaction of its own, and the same again changes nothing.</summary>
internal sealed class PostTransfers(AppDb db, AddressBook people, MoveUnit move, IProducts products)
{
    internal const int Most = 500;

    internal enum Outcome { Moved, Unchanged, Refused }

    /// <summary>A unit.</summary>
    internal sealed record Unit(string? Gtin, string? Serial);

    /// <summary>Units and their new owner.</summary>
    /// <param name="Units">1 to 500.</param>
    /// <param name="Email">The new owner's.</param>
    /// <param name="Name">The new owner's.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="Language">Of the mails, for a person who is new: en, de, fr or es.</param>
    /// <param name="Reason">Why; at most 500 characters. Both are told; name nobody.</param>
    internal sealed record Input(IReadOnlyList<Unit>? Units, string? Email, string? Name = null, string? Country = null, string? Language = null, string? Reason = null);

    /// <summary>What became of one unit.</summary>
    /// <param name="Outcome"><c>moved</c>, <c>unchanged</c>: it is this person's already, or <c>refused</c>.</param>
    /// <param name="Transfer">Id of the transfer.</param>
    /// <param name="Problem">What is wrong, and the remedy.</param>
    internal sealed record Item(string? Gtin, string? Serial, Outcome Outcome, Guid? Transfer, string? Problem);

    /// <summary>What became of the units.</summary>
    internal sealed record Answer(IReadOnlyList<Item> Items, int Moved, int Unchanged, int Refused);

    /// <summary>Passes units on to a new owner.</summary>
    /// <remarks>Warranty and service history go with the unit; what is known of the former owner does not. Both get a mail, and neither is told who the other is. A unit that nobody registered is refused: register it instead.</remarks>
    /// <response code="200">What became of each unit.</response>
    /// <response code="422">Names the field that is not right, and the remedy; no unit was moved.</response>
    /// <example>
    /// POST /api/v1/transfers
    /// {"units": [{"gtin": "09506000134352", "serial": "C1"}], "email": "grace@example.com", "reason": "Sold with the café."}
    /// 200
    /// {"items": [{"gtin": "09506000134352", "serial": "C1", "outcome": "moved", "transfer": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "problem": null}], "moved": 1, "unchanged": 0, "refused": 0}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Api(Input input, PostTransfers post, IProducts products, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (input.Units is not { Count: >= 1 and <= Most } units) return Problems.Field("units", $"Give 1 to {Most} units, each with gtin and serial.");
        if (!EmailForm.IsRight(input.Email?.Trim())) errors.Add(new("email", "Give the e-mail address of the new owner."));
        if (input.Name?.Length > 200) errors.Add(new("name", "Use at most 200 characters."));
        if (input.Country is not null && !Countries.IsRight(input.Country)) errors.Add(new("country", "Give a country of ISO 3166-1 as two capital letters, such as DE."));
        if (input.Language is not null && !Languages.All.Contains(input.Language)) errors.Add(new("language", "Use one of " + string.Join(", ", Languages.All) + "."));
        if (input.Reason?.Length > DecideTransfer.LongestReason) errors.Add(new("reason", $"Use at most {DecideTransfer.LongestReason} characters."));
        if (errors.Count > 0) return Problems.Fields(errors);
        List<Item> items = [];
        foreach (var asked in units)
        {
            var unit = Gs1.Gtin.TryParse(asked?.Gtin, out var gtin) && asked!.Serial is { Length: > 0 and <= 100 } ? await products.Unit(gtin.Value, asked.Serial, ct) : null;
            if (unit is null) { items.Add(new(asked?.Gtin, asked?.Serial, Outcome.Refused, null, "No unit has this GTIN and serial. Check both.")); continue; }
            var (outcome, transfer) = await post.Handle(unit, input.Email!.Trim(), input.Name, input.Country, input.Language ?? "en", TransferWay.Api, input.Reason, ct);
            items.Add(new(unit.Gtin, unit.Serial, outcome, transfer, outcome == Outcome.Refused ? "Nobody registered this unit. Register it to the new owner instead." : null));
        }
        return TypedResults.Ok(new Answer(items, items.Count(i => i.Outcome == Outcome.Moved), items.Count(i => i.Outcome == Outcome.Unchanged), items.Count(i => i.Outcome == Outcome.Refused)));
    }

    internal async Task<(Outcome Outcome, Guid? Transfer)> Handle(ProductUnit unit, string email, string? name, string? country, string language, TransferWay way, string? reason, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await Move(unit, email, name, country, language, way, reason, ct); }
            catch (DbUpdateException e) when (attempt < 5 && (e is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(e))) { db.ChangeTracker.Clear(); }
        }
    }

    async Task<(Outcome, Guid?)> Move(ProductUnit unit, string email, string? name, string? country, string language, TransferWay way, string? reason, CancellationToken ct)
    {
        if (await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) is not { } standing) return (Outcome.Refused, null);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var to = await people.For(email, name, country, ct);
        if (to.Id == standing.PersonId) return (Outcome.Unchanged, null);
        to.Language ??= language;
        if (await move.Handle((await products.Model(unit.Gtin, ct))!, unit, standing, to, null, way, reason, null, ct) is not { } registration) throw new DbUpdateConcurrencyException("The unit passed on at this very moment.");
        var transfer = await db.Set<Transfer>().Where(t => t.ToRegistration == registration.Id).Select(t => t.Id).SingleAsync(ct);
        await tx.CommitAsync(ct);
        return (Outcome.Moved, transfer);
    }
}
