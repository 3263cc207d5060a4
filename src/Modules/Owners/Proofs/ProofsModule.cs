using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Resolver;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners.Proofs;

/// <summary>Receipts: sent by owners, looked at by staff, and the date that follows.</summary>
internal static class ProofsModule
{
    public static IServiceCollection AddProofs(this IServiceCollection services) => services
        .AddScoped<SendProof>().AddScoped<DecideProof>().AddScoped<ReviewProof>().AddScoped<ProofMail>().AddList<ProofList>().AddBulk<DecideProofs>()
        .AddScoped<INavigation, ProofsNavigation>().AddScoped<ITodayItem, ProofsToday>().AddScoped<IProductTile, ProofTile>().AddJob<ForgetProofs>(every: TimeSpan.FromHours(1))
        .AddMessages<Texts>(Kind(ProofMail.ApprovedKey), Kind(ProofMail.AgainKey) with { IsSecret = true }, Kind(ProofMail.RejectedKey))
        .AddGrants<Texts>(
            new("owners.proofs.read", Manager, Support, Compliance),
            new("owners.proofs.send", Manager, Support),
            new("owners.proofs.decide", Manager, Support));

    static MessageKind Kind(string key) => new(key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<ProofMail>().Sample(key, ct) };

    public static void MapProofs(this IEndpointRouteBuilder app, IEndpointRouteBuilder unit, IEndpointRouteBuilder receipt)
    {
        var large = new RequestSizeLimitAttribute(KeepPaper.Most + (1 << 20));
        receipt.MapPost("proof", SendProof.Receipt).WithMetadata(large);
        unit.MapGet("{serial}/proof", SendProof.Page);
        unit.MapPost("{serial}/proof", SendProof.Post).WithMetadata(large);
        unit.MapGet("{serial}/proof/{token}", SendProof.Again);
        unit.MapPost("{serial}/proof/{token}", SendProof.PostAgain).WithMetadata(large);

        var console = app.MapConsole();
        console.MapGet("proofs", ListProofs.Page).Needs("owners.proofs.read");
        console.MapGet("proofs.csv", ListProofs.Csv).Needs("owners.proofs.read").Audited();
        console.MapGet("proofs/{id:guid}", ReviewProof.Page).Needs("owners.proofs.read");
        console.MapGet("proofs/{id:guid}/file", ListProofs.Shown).Needs("owners.proofs.read").Audited();
        console.MapPost("proofs/{id:guid}/decision", DecideProof.Page).Needs("owners.proofs.decide");

        var api = app.MapApi().WithTags("proofs");
        api.MapGet("proofs", ListProofs.Api).Needs("owners.proofs.read");
        api.MapPost("proofs", SendProof.Api).WithMetadata(large).DisableAntiforgery().Needs("owners.proofs.send");
        api.MapPut("proofs/{id:guid}/decision", DecideProof.Api).Needs("owners.proofs.decide");
    }

    sealed class ProofsNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Proofs"], "/admin/proofs")];
    }

    /// <summary>What waits to be looked at: one line, however many there are.</summary>
    sealed class ProofsToday(AppDb db, IStringLocalizer<Texts> words) : ITodayItem
    {
        public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
        {
            var waiting = await db.Set<Proof>().AsNoTracking().Where(p => p.State == ProofState.Waiting).OrderBy(p => p.Id).Select(p => new { p.Id, p.SentAt }).Take(1_000).ToListAsync(ct);
            return waiting.Count == 0 ? [] : [new(waiting[0].SentAt, waiting.Count == 1 ? words["Proofs.TodayOne"] : words["Proofs.TodayMany", waiting.Count], words["Proofs.TodayLook"], "/admin/proofs/" + waiting[0].Id)];
        }
    }

    /// <summary>On the page of a unit, for its owner: where a receipt is kept.</summary>
    sealed class ProofTile(AppDb db, Sessions sessions, IStringLocalizer<Texts> words) : IProductTile
    {
        const string Paper = "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6";

        public async Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct)
        {
            if (await sessions.Person(view.Http, ct) is not { } visitor) return [];
            if (await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.UnitId == view.Unit.Id && r.EndedAt == null && r.PersonId == visitor.Id, ct) is not { } registration) return [];
            return [new(45, Paper, words["Proofs.Tile"], words[registration.Proven ? "Proofs.TileProven" : "Proofs.TileText"], view.Unit.Code.Page + "/proof")];
        }
    }
}
