using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Support.Contacts;
using Nameplate.Support.Sessions;

namespace Nameplate.Support;

/// <summary>Help: looked for alone, and given by somebody.</summary>
public static class SupportModule
{
    public static IServiceCollection AddSupport(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(SupportModule).Assembly))
        .AddSingleton(EventKinds.Of(typeof(SessionsRecorded), typeof(ContactsRecorded)))
        .AddScoped<IHistory, SupportHistory>().AddScoped<IPersonalData, HelpOfPerson>()
        .AddImport<ImportSessions>("support.sessions.write").AddExport<ExportSessions>("support.sessions.read")
        .AddImport<ImportContacts>("support.contacts.write").AddExport<ExportContacts>("support.contacts.read")
        .AddGrants<Texts>(
            new("support.sessions.read", StaffRole.Manager, StaffRole.Support, StaffRole.Quality),
            new("support.sessions.write", StaffRole.Manager),
            new("support.contacts.read", StaffRole.Manager, StaffRole.Support, StaffRole.Quality),
            new("support.contacts.write", StaffRole.Manager, StaffRole.Support));
}
