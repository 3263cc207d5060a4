using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Mints;

internal enum MintState { Waiting, Running, Done }

internal enum SerialStyle
{
    /// <summary>Nobody guesses them.</summary>
    Random,
    /// <summary>They count up behind a prefix.</summary>
    Sequence,
    /// <summary>The maker's own list.</summary>
    Own,
}

/// <summary>A run of new serials of one model.</summary>
internal sealed class Mint : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Gtin { get; init; }
    public int Count { get; init; }
    public int Minted { get; private set; }
    public string? Lot { get; init; }
    public DateOnly? ProducedOn { get; init; }
    public string? Market { get; init; }
    public string? Firmware { get; init; }
    public SerialStyle Style { get; init; }
    public string? Prefix { get; init; }
    /// <summary>Of numbers that count up: how many digits they are written with.</summary>
    public int? Digits { get; init; }
    /// <summary>The number that comes next.</summary>
    public long? NextNumber { get; private set; }
    /// <summary>Serials of the maker's list that came on record in another way meanwhile.</summary>
    public int Skipped { get; private set; }
    /// <summary>Labels for units in the field, which are bound later; it makes no units.</summary>
    public bool ForField { get; init; }
    public MintState State { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    public const int Most = 1_000_000, MostLabels = 3_000, MostPdfLabels = 100_000;

    /// <summary>A sheet of labels can be made of it; larger runs go to a press.</summary>
    public bool HasLabels => State == MintState.Done && Count <= MostLabels;

    /// <summary>The same as PDF, which is drawn while it is sent.</summary>
    public bool HasLabelPdf => State == MintState.Done && Count <= MostPdfLabels;

    /// <summary>Its serials can be guessed, so its units have claim codes.</summary>
    public bool IsGuessable => Style != SerialStyle.Random;

    public int Left => Count - Minted - Skipped;

    public void Add(int units, DateTimeOffset now)
    {
        (Minted, State) = (Minted + units, MintState.Running);
        if (Left == 0) (State, EndedAt) = (MintState.Done, now);
    }

    /// <summary>Some of the maker's serials are on record already: there are so many to make.</summary>
    public void MakeOnly(int more, DateTimeOffset now)
    {
        Skipped = Count - Minted - more;
        Add(0, now);
    }

    public void CountFrom(long? number) => NextNumber = number;

    public void CountedTo(string serial) => NextNumber = long.Parse(serial.AsSpan((Prefix ?? "").Length), CultureInfo.InvariantCulture) + 1;

    public string Numbered(long number) => Prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits!.Value, '0');

    /// <summary>The largest number that can be written.</summary>
    public long LastNumber => (long)Math.Pow(10, Digits!.Value) - 1;

    // upper case without letters and digits that are mistaken for one another
    internal const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";

    /// <summary>13 of 32 symbols: 65 random bits, which nobody guesses.</summary>
    static string NewSerial() => RandomNumberGenerator.GetString(Alphabet, 13);

    /// <summary>Those of one millisecond are in no order by themselves; the press prints in this one.</summary>
    public static Guid[] NewIds(int count)
    {
        var ids = new Guid[count];
        for (var i = 0; i < count; i++) ids[i] = OrderedId.Next();
        Array.Sort(ids);
        return ids;
    }

    /// <summary>In order, so that they fall into neighbouring pages of the index: written as they come each would touch a page of its own in every transaction. What lies between two neighbours is still some trillions.</summary>
    public static string[] NewSerials(int count)
    {
        var serials = new string[count];
        for (var i = 0; i < count; i++) serials[i] = NewSerial();
        Array.Sort(serials, StringComparer.Ordinal);
        return serials;
    }
}

internal sealed class MintMap : IEntityTypeConfiguration<Mint>
{
    public void Configure(EntityTypeBuilder<Mint> m)
    {
        m.ToTable("products_mint").HasKey(x => new { x.BrandId, x.Id });
        m.HasIndex(x => new { x.BrandId, x.Gtin, x.Id });
        m.Property(x => x.Style).HasDefaultValue(SerialStyle.Random);
        m.Property(x => x.Skipped).HasDefaultValue(0);
        m.Property(x => x.ForField).HasDefaultValue(false);
        m.Ignore(x => x.IsGuessable).Ignore(x => x.LastNumber).Ignore(x => x.Left).Ignore(x => x.HasLabels).Ignore(x => x.HasLabelPdf);
    }
}
