using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.Scans;

namespace Nameplate.Resolver.Signals;

/// <summary>What looks as if a number stands on more than one thing: noticed behind the scans, shown to staff, told to who is about to buy.</summary>
internal static class SignalsModule
{
    public static IServiceCollection AddSignals(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(SignalRaised), typeof(SignalDecided)))
        .AddScoped<Docket>().AddFollower<Scan, FollowScans>().AddSubscriber<FollowUnits>().AddScoped<ISignals, TakeClaim>()
        .AddList<SignalList>().AddScoped<DecideSignals>().AddBulk<DecideSignals>().AddScoped<SetRules>().AddJob<TellStaff>(every: TimeSpan.FromMinutes(1))
        .AddScoped<ILotFigure, SignalsInLots>().AddScoped<OnUnits>().AddScoped<IUnitPart>(s => s.GetRequiredService<OnUnits>()).AddScoped<IHistory>(s => s.GetRequiredService<OnUnits>())
        .AddScoped<Suspicion>().AddScoped<ICheck>(s => s.GetRequiredService<Suspicion>()).AddScoped<IProductState>(s => s.GetRequiredService<Suspicion>())
        .AddScoped<INavigation, SignalsNavigation>().AddScoped<ITodayItem, SignalsToday>()
        .AddGrants<Texts>(
            new("resolver.signals.read", StaffRole.Manager, StaffRole.Quality, StaffRole.Compliance, StaffRole.Support, StaffRole.Readonly),
            new("resolver.signals.decide", StaffRole.Manager, StaffRole.Quality),
            new("resolver.rules.change", StaffRole.Manager, StaffRole.Quality));

    public static void MapSignals(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("signals", ShowSignals.Page).Needs("resolver.signals.read");
        console.MapGet("signals.csv", ShowSignals.Csv).Needs("resolver.signals.read").Audited();
        console.MapGet("signals/rules", SetRules.Page).Needs("resolver.rules.change");
        console.MapPost("signals/rules", SetRules.Save).Needs("resolver.rules.change");

        var api = app.MapApi().WithTags("signals");
        api.MapGet("signals", ShowSignals.Api).Needs("resolver.signals.read");
        api.MapGet("units/{gtin}/{serial}/signals", ShowSignals.Unit).Needs("resolver.signals.read");
        api.MapPut("signals/{id:guid}/decision", DecideSignals.Api).Needs("resolver.signals.decide");
        api.MapGet("signals/rules", SetRules.Read).Needs("resolver.signals.read");
        api.MapPut("signals/rules", SetRules.Api).Needs("resolver.rules.change");
    }

    sealed class SignalsNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Products, words["Signals"], "/admin/signals")];
    }

    /// <summary>What waits for somebody to look: one line, however many there are.</summary>
    sealed class SignalsToday(AppDb db, IStringLocalizer<Texts> words) : ITodayItem
    {
        public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
        {
            var open = await db.Set<Signal>().AsNoTracking().Where(s => s.State == SignalState.Open).OrderBy(s => s.LastAt).Select(s => s.LastAt).Take(1_000).ToListAsync(ct);
            return open.Count == 0 ? [] : [new(open[0], open.Count == 1 ? words["Today.One"] : words["Today.Many", open.Count], words["Today.Look"], "/admin/signals?state=open")];
        }
    }
}
