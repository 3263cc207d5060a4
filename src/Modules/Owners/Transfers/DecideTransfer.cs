using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>Staff decide where the owner said no, or nothing until the deadline: with a written reason, which both are told.</summary>
internal sealed class DecideTransfer(AppDb db, IProducts products, AnswerTransfer answer, TransferMail mail, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal const int LongestReason = 500;

    async Task<FieldError?> Handle(Transfer transfer, bool approves, string? reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(reason)) return new("reason", words["Transfers.NeedsReason"]);
        if (reason.Trim() is { Length: > LongestReason }) return new("reason", words["Transfers.LongNote", LongestReason]);
        if (!transfer.IsOpen || transfer.State == TransferState.Offered) return new("decision", words["Transfers.IsOver"]);
        if (!transfer.IsDue(now)) return new("decision", words["Transfers.NotYet", transfer.Until.Long()]);
        var unit = (await products.Unit(transfer.UnitId, ct))!;
        var model = (await products.Model(unit.Gtin, ct))!;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (approves)
        {
            if (await answer.Move(transfer, model, unit, reason.Trim(), ct) is null) return new("decision", words["Transfers.IsOver"]);
        }
        else
        {
            transfer.Refuse(reason.Trim(), now);
            await mail.TellRefusal(transfer, model, unit, ct);
            await db.SaveChangesAsync(ct);
        }
        await tx.CommitAsync(ct);
        return null;
    }

    internal static async Task<IResult> Page(Guid id, [FromForm] string? decision, [FromForm] string? reason, AppDb db, DecideTransfer decide, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Transfer>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } transfer) return TypedResults.LocalRedirect("/admin/transfers");
        var error = decision is "approved" or "refused" ? await decide.Handle(transfer, decision == "approved", reason, ct) : new("decision", "");
        return TypedResults.LocalRedirect($"/admin/transfers?open={id}&done={(error is null ? "transfer" : error.Field == "reason" ? "transfer-reason" : "transfer-not")}");
    }

    /// <summary>A decision on a transfer that waits for staff.</summary>
    /// <param name="Decision"><c>approved</c>: the unit goes to who asked. <c>refused</c>: it stays.</param>
    /// <param name="Reason">Why, at most 500 characters. Both are told; name nobody.</param>
    internal sealed record Input(string? Decision, string? Reason);

    /// <summary>Decides a transfer that was asked for.</summary>
    /// <remarks>It can be decided once the owner said no, or said nothing until the deadline. Both are told the reason, and neither who the other is.</remarks>
    /// <response code="200">The transfer as it is now.</response>
    /// <response code="409">It is over, or the owner may still answer.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/transfers/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/decision
    /// {"decision": "approved", "reason": "The bill of sale shows the serial."}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "moved", "way": "asked", "from": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "to": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61", "createdAt": "2026-07-28T09:30:00Z", "until": null, "endedAt": "2026-08-12T08:00:00Z", "reason": "The bill of sale shows the serial."}
    /// </example>
    internal static async Task<Results<Ok<ListTransfers.Item>, ProblemHttpResult>> Api(Guid id, Input input, AppDb db, DecideTransfer decide, ListTransfers list, CancellationToken ct)
    {
        if (input.Decision is not ("approved" or "refused")) return Problems.Field("decision", "Use approved or refused.");
        if (await db.Set<Transfer>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } transfer) return Problems.NotFound("There is no such transfer.");
        if (await decide.Handle(transfer, input.Decision == "approved", input.Reason, ct) is { } error) return error.Field == "reason" ? Problems.Field(error.Field, error.Message) : Problems.Conflict(error.Message);
        return TypedResults.Ok((await list.Items([transfer], ct))[0]);
    }
}
