using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Privacy;

/// <summary>The model, column by column: what names a person is handed out and erased by the module it belongs to, or it is said here why it names nobody.</summary>
public sealed partial class PersonalColumnsTests(Servers servers)
{
    /// <summary>Whole tables whose words are of things, of the program, or of colleagues.</summary>
    static readonly Dictionary<string, string> OfThings = new()
    {
        ["analytics_"] = "figures and their sources", ["products_"] = "what was made: models, units, labels, keys", ["resolver_"] = "codes, links and scans: no scan knows who", ["warranty_"] = "cover of units", ["commerce_part"] = "what is sold",
        ["commerce_fitment"] = "what fits what", ["commerce_rate"] = "prices of delivery", ["platform_api_key"] = "keys of programs, named by colleagues", ["platform_webhook"] = "programs of the brand", ["platform_saved_filter"] = "filters of colleagues, which keep no address",
        ["platform_brand"] = "the brand's own", ["platform_staff"] = "colleagues", ["platform_invitation"] = "colleagues", ["platform_membership"] = "colleagues", ["asp_net_"] = "colleagues' sign-in", ["platform_protection_key"] = "keys of the program", ["platform_cursor"] = "the program's own",
        ["platform_shared_quota"] = "counters", ["platform_log_restore"] = "the program's own", ["platform_audit"] = "values that name a person are not written down",
    };

    [Fact]
    public async Task Every_personal_column_is_covered_by_a_module_or_listed_with_a_reason()
    {
        var server = await servers.On("sqlite");
        await using var scope = server.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<AppDb>().Model;
        var known = scope.ServiceProvider.GetServices<IPersonalData>().SelectMany(c => c.Columns).ToList();

        var missing = Personal(model).Where(c => !known.Any(k => k.Row == c.Row && k.Property == c.Property.Name) && !(c.IsMarked is false && OfThings.Keys.Any(t => c.Table.StartsWith(t, StringComparison.Ordinal))));
        Assert.Empty(missing.Select(c => $"{c.Table}.{c.Property.Name}: let the module's IPersonalData export and erase it, or say why it is not personal"));
        Assert.Empty(known.Where(k => model.FindEntityType(k.Row)?.FindProperty(k.Property) is null).Select(k => $"{k.Row.Name}.{k.Property} is covered and does not exist"));
        Assert.Empty(known.Where(k => k.NotPersonal is { Length: < 15 }).Select(k => $"{k.Row.Name}.{k.Property} has no real reason"));
        Assert.Empty(known.Where(k => k.NotPersonal is null && k.Row.GetProperty(k.Property)!.GetCustomAttribute<PersonalAttribute>() is null && !SoundsPersonal().IsMatch(k.Property)).Select(k => $"{k.Row.Name}.{k.Property} is covered as personal and not marked"));
    }

    sealed record Column(Type Row, string Table, IProperty Property, bool IsMarked);

    static IEnumerable<Column> Personal(IModel model) =>
        from type in model.GetEntityTypes() where !type.IsMappedToJson() && type.GetTableName() is not null
        from property in type.GetProperties() where property.ClrType == typeof(string)
        let marked = property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null
        where marked || (SoundsPersonal().IsMatch(property.Name) && property.PropertyInfo?.GetCustomAttribute<SecretAttribute>() is null)
        select new Column(type.ClrType, type.GetTableName()!, property, marked);

    [GeneratedRegex("(Email|Mail|Phone|Mobile|Street|Address|Line[12]|City|Postal|Postcode|Zip|Contact|FirstName|LastName|FullName|Birth|^Name$|UserName|^To$|^From$|Recipient|ReplyTo|Html|Subject$|Note|Comment|Evidence|Answer|Iban|^Text$|Signature|Photo)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex SoundsPersonal();
}
