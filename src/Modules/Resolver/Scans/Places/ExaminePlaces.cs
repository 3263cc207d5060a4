using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Doctor;

namespace Nameplate.Resolver.Scans.Places;

/// <summary>The operator's ranges of addresses: there, readable, without a mistake.</summary>
internal sealed class ExaminePlaces(IOptions<PlaceSettings> settings) : IExamine
{
    public string Check => "places of scans";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        if (settings.Value.Ranges is not { Length: > 0 } path)
        {
            yield return Finding.Ok(Check, "No ranges of addresses are given; scans know no country, and nothing that needs one is noticed.");
            yield break;
        }
        Finding finding;
        try
        {
            await using var content = File.OpenRead(path);
            var table = await ReadPlaces.From(content, ct);
            finding = table.Ranges == 0 ? Finding.Warning(Check, $"{path} holds no range.", "Give it rows: range,country,region.") : Finding.Ok(Check, $"{table.Ranges:N0} ranges of addresses in {table.Countries:N0} countries.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or CsvHelper.CsvFormatException)
        {
            finding = Finding.Fails(Check, $"{path} cannot be used: {error.Message}", "Put the file right, see the guide on scans; a server that runs goes on with what it read before.");
        }
        yield return finding;
    }
}
