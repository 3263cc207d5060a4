using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Files;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners.Transfers;

/// <summary>Units pass from one owner to the next: by a code, by asking, at the maker's word, in fleets.</summary>
internal static class TransfersModule
{
    public static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(UnitTransferred), typeof(UnitGivenUp)))
        .AddSingleton<TransferCodes>().AddScoped<TransferPages>().AddScoped<OfferUnit>().AddScoped<TakeOver>().AddScoped<AskOwner>().AddScoped<AnswerTransfer>()
        .AddScoped<MoveUnit>().AddScoped<TransferMail>().AddScoped<PostTransfers>().AddScoped<ListTransfers>().AddScoped<DecideTransfer>()
        .AddList<TransferList>().AddBulk<PassOn>().AddImport<ImportTransfers>("owners.transfers.write")
        .AddScoped<IProductTile, TransferTile>().AddScoped<INavigation, TransfersNavigation>().AddScoped<ITodayItem, TransfersToday>()
        .AddMessages<Texts>(
            Kind(TransferMail.Ask, "AskMail", "Transfers.Answer") with { IsSecret = true }, Kind(TransferMail.Heard, "HeardMail", "Transfers.Show") with { IsSecret = true, IsAskedFor = true },
            Kind(TransferMail.Doubted, "DoubtMail", null), Kind(TransferMail.Refused, "RefusedMail", null), Kind(TransferMail.Passed, "PassedMail", null), Kind(TransferMail.GivenUp, "GivenUpMail", null))
        .AddGrants<Texts>(
            new("owners.transfers.read", Manager, Support, Compliance),
            new("owners.transfers.write", Manager, Support),
            new("owners.transfers.decide", Manager, Support));

    static MessageKind Kind(string key, string words, string? action) => new(key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<TransferMail>().Sample(words, action, ct) };

    public static void MapTransfers(this IEndpointRouteBuilder app, IEndpointRouteBuilder unit, IEndpointRouteBuilder people)
    {
        var large = new RequestSizeLimitAttribute(KeepPaper.Most + (1 << 20));
        unit.MapGet("{serial}/transfer", TransferPages.Page);
        unit.MapGet("{serial}/transfer/{form}", TransferPages.Back);
        unit.MapPost("{serial}/transfer", TakeOver.Page);
        unit.MapPost("{serial}/transfer/request", AskOwner.Page).WithMetadata(large);
        unit.MapPost("{serial}/transfer/code", OfferUnit.Code);
        unit.MapPost("{serial}/transfer/withdrawal", OfferUnit.TakeBack);
        unit.MapPost("{serial}/transfer/end", OfferUnit.GiveUp);
        people.MapGet("handover/{token}", AnswerTransfer.Show);
        people.MapPost("handover/{token}", AnswerTransfer.Answer).AddEndpointFilter<SameOrigin>();
        people.MapPost("handover/{token}/evidence", AnswerTransfer.Evidence).WithMetadata(large).AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapGet("transfers", ListTransfers.Page).Needs("owners.transfers.read");
        console.MapGet("transfers.csv", ListTransfers.Csv).Needs("owners.transfers.read").Audited();
        console.MapGet("transfers/{id:guid}/evidence", ShowEvidence).Needs("owners.transfers.read").Audited();
        console.MapPost("transfers/{id:guid}/decision", DecideTransfer.Page).Needs("owners.transfers.decide");

        var api = app.MapApi().WithTags("transfers");
        api.MapPost("transfers", PostTransfers.Api).Needs("owners.transfers.write").FindsItself();
        api.MapGet("transfers", ListTransfers.Api).Needs("owners.transfers.read");
        api.MapPut("transfers/{id:guid}/decision", DecideTransfer.Api).Needs("owners.transfers.decide");
    }

    static async Task<IResult> ShowEvidence(Guid id, AppDb db, FileStore files, ConsoleFrames frames, HttpContext http, CancellationToken ct) =>
        await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { EvidenceFile: { } file } && await files.Find(file, ct) is { } kept ? new ShownPaper(files, kept) : await frames.NotHere(http);

    sealed class TransfersNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Transfers"], "/admin/transfers")];
    }

    /// <summary>What waits for staff: one line, however many there are.</summary>
    sealed class TransfersToday(AppDb db, IStringLocalizer<Texts> words, TimeProvider clock) : ITodayItem
    {
        public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
        {
            var due = await TransferList.DueOf(db.Set<Transfer>().AsNoTracking(), clock.GetUtcNow()).OrderBy(t => t.CreatedAt).Select(t => t.CreatedAt).Take(1_000).ToListAsync(ct);
            return due.Count == 0 ? [] : [new(due[0], due.Count == 1 ? words["Transfers.TodayOne"] : words["Transfers.TodayMany", due.Count], words["Transfers.TodayDecide"], "/admin/transfers?state=" + TransferList.Due)];
        }
    }
}
