using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests;

/// <summary>A mail of a brand as it was written: to a colleague, by the platform's outbox, or to an owner, by the module that sends messages.</summary>
public sealed record Mailed
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Html { get; init; }
    public required string Text { get; init; }
    public required string State { get; init; }
    public string? Reason { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public bool IsToOwner { get; init; }

    /// <summary>Those of the current brand, the oldest first; what lies sealed is opened.</summary>
    public static async Task<List<Mailed>> All(IServiceProvider services)
    {
        var db = services.GetRequiredService<AppDb>();
        var toStaff = (await db.Set<OutgoingMail>().AsNoTracking().ToListAsync()).Select(m => new Mailed { Id = m.Id, Kind = m.Kind, To = m.To, Subject = m.Subject, Html = m.Html, Text = m.Text, State = m.State.ToString(), Reason = m.Error, Attempts = m.Attempts, CreatedAt = m.CreatedAt });
        var seal = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("messages");
        return [.. toStaff.Concat(await ToOwners(db, seal)).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)];
    }

    static async Task<List<Mailed>> ToOwners(AppDb db, IDataProtector seal)
    {
        const string type = "Nameplate.Messaging.Deliveries.Message";
        var clr = db.Model.FindEntityType(type)!.ClrType;
        var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(clr).Invoke(db, null)!;
        return [.. (await rows.AsNoTracking().ToListAsync()).Where(r => clr.GetProperty("WrittenAt")!.GetValue(r) is not null).Select(Read)];      // those asked for later are not there yet

        Mailed Read(object row)
        {
            T Of<T>(string name) => (T)clr.GetProperty(name)!.GetValue(row)!;
            return new()
            {
                Id = Of<Guid>("Id"), Kind = Of<string>("Kind"), To = Of<string?>("Address") ?? "", Subject = Of<string?>("Subject") ?? "", Html = Opened(Of<string?>("Html")), Text = Opened(Of<string?>("Text")),
                State = Of<object>("State").ToString()!, Reason = Of<string?>("Reason"), Attempts = Of<int>("Attempts"), CreatedAt = Of<DateTimeOffset>("CreatedAt"), IsToOwner = true,
            };
        }

        string Opened(string? text)
        {
            try { return text is null ? "" : text.StartsWith("CfDJ8", StringComparison.Ordinal) ? seal.Unprotect(text) : text; }
            catch (CryptographicException) { return text!; }
        }
    }
}
