using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Resolver.Signals;

/// <summary>
/// What is remembered of a unit's scans to tell what is odd about the next: the last ones, and where and how often it was seen. It does not grow with the scans, so that each costs the same.
/// </summary>
[Unaudited]
internal sealed class Trace : IBrandOwned
{
    const int MostRecent = 40, MostSpots = 40;

    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public required string Serial { get; init; }
    /// <summary>JSON of <see cref="Memory"/>.</summary>
    public required string Seen { get; set; }

    /// <summary>A country, or a region of it, the unit was seen in.</summary>
    internal sealed record Spot(string Country, string? Region, DateTimeOffset First, DateTimeOffset Last, int Scans, int Days);

    /// <param name="Recent">In order of time, the last ones.</param>
    internal sealed record Memory(List<Sight> Recent, List<Spot> Spots, int Scans)
    {
        public static Memory New => new([], [], 0);

        public Memory With(Sight sight)
        {
            var at = Recent.FindLastIndex(s => s.At <= sight.At) + 1;
            Recent.Insert(at, sight);
            if (Recent.Count > MostRecent) Recent.RemoveAt(0);
            if (sight.Country is { } country) Visit(country, sight);
            return this with { Scans = Scans + 1 };
        }

        void Visit(string country, Sight sight)
        {
            var i = Spots.FindIndex(s => s.Country == country && s.Region == sight.Region);
            if (i < 0)
            {
                if (Spots.Count < MostSpots) Spots.Add(new(country, sight.Region, sight.At, sight.At, 1, 1));
                return;
            }
            var spot = Spots[i];
            Spots[i] = spot with
            {
                First = sight.At < spot.First ? sight.At : spot.First, Last = sight.At > spot.Last ? sight.At : spot.Last, Scans = spot.Scans + 1,
                Days = spot.Days + (sight.At.UtcDateTime.Date != spot.Last.UtcDateTime.Date && sight.At.UtcDateTime.Date != spot.First.UtcDateTime.Date ? 1 : 0),
            };
        }
    }

    static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Memory Read() => JsonSerializer.Deserialize<Memory>(Seen, Json)!;
    public static string Write(Memory memory) => JsonSerializer.Serialize(memory, Json);
}

internal sealed class TraceMap : IEntityTypeConfiguration<Trace>
{
    public void Configure(EntityTypeBuilder<Trace> t) => t.ToTable("resolver_trace").HasKey(x => new { x.BrandId, x.Gtin, x.Serial });
}
