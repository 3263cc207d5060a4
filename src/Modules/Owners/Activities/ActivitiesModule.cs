using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.EventLog;

namespace Nameplate.Owners.Activities;

/// <summary>What happens between the maker and those it knows: they come by, it reaches out.</summary>
internal static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton(EventKinds.Of(typeof(OwnersVisited), typeof(OwnersActedOn), typeof(OwnerNamed)))
        .AddScoped<IOwnerVisits, RecordVisit>()
        .AddImport<ImportVisits>("owners.registrations.write").AddImport<ImportActions>("owners.registrations.write")
        .AddExport<ExportVisits>("owners.registrations.read").AddExport<ExportActions>("owners.registrations.read");
}
