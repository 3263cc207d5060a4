using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using System.Security.Cryptography;
using System.Text;

namespace Nameplate.Products.Sun;

/// <summary>Makes the keys of tags, or takes those a supplier loaded his with; seals and opens them.</summary>
internal sealed class TagKeys(AppDb db, CurrentBrand brand, IDataProtectionProvider protection, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int Most = 20, LongestName = 60;
    readonly IDataProtector seal = protection.CreateProtector("tag keys");

    /// <summary>Keys for tags.</summary>
    /// <param name="Name">What people call them, such as the delivery.</param>
    /// <param name="MetaKey">32 hexadecimal digits, where tags are loaded with it already; else it is made.</param>
    /// <param name="FileKey">Likewise: what tags sign with.</param>
    /// <param name="System">9 to 23 bytes in hexadecimal: each tag has a key of its own, made from the file key, its number and these bytes as NXP’s AN10922 says. Empty text: all tags have the same key. Without it, the brand’s.</param>
    internal sealed record Input(string? Name, string? MetaKey = null, string? FileKey = null, string? System = null);

    /// <summary>As they are loaded into tags.</summary>
    internal sealed record Opened(byte[] Meta, byte[] File, byte[]? System)
    {
        public byte[] Of(byte[] uid) => System is null ? File : TagRead.KeyOf(File, uid, System);
    }

    internal async Task<(TagKey? Key, Opened? Opened, IReadOnlyList<FieldError> Errors)> Add(Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (input.Name?.Trim() is not { Length: >= 1 and <= LongestName }) errors.Add(new("name", words["Wrong.TagKeyName", LongestName]));
        foreach (var (field, text) in new[] { ("metaKey", input.MetaKey), ("fileKey", input.FileKey) })
            if (text is not null && !IsHex(text, 16, 16)) errors.Add(new(field, words["Wrong.TagKey"]));
        if (input.System is { Length: > 0 } && !IsHex(input.System, 9, 23)) errors.Add(new("system", words["Wrong.TagSystem"]));
        if (errors.Count == 0 && await db.Set<TagKey>().CountAsync(k => k.RetiredAt == null, ct) >= Most) errors.Add(new("name", words["Wrong.TagKeysMany", Most]));
        if (errors.Count > 0) return (null, null, errors);

        var opened = new Opened(Key(input.MetaKey), Key(input.FileKey), input.System switch { null => Usual(brand.Id), "" => null, var hex => Convert.FromHexString(hex) });
        var key = new TagKey
        {
            BrandId = brand.Id, Name = input.Name!.Trim(), SealedMetaKey = Sealed(opened.Meta), SealedFileKey = Sealed(opened.File),
            System = opened.System is { } system ? Convert.ToHexString(system) : null, CreatedAt = clock.GetUtcNow(),
        };
        db.Add(key);
        await db.SaveChangesAsync(ct);
        return (key, opened, []);
    }

    /// <returns>Null when there is no such key.</returns>
    internal async Task<TagKey?> Retire(Guid id, CancellationToken ct)
    {
        if (await db.Set<TagKey>().SingleOrDefaultAsync(k => k.Id == id, ct) is not { } key) return null;
        key.Retire(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return key;
    }

    internal Opened Open(TagKey key) => new(Bytes(key.SealedMetaKey), Bytes(key.SealedFileKey), key.System is { } system ? Convert.FromHexString(system) : null);

    /// <summary>Shows that a machine was loaded with the right key without saying it: the first bytes of an encrypted block of zeros.</summary>
    internal static string CheckOf(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToHexString(aes.EncryptEcb(new byte[16], PaddingMode.None).AsSpan(0, 3));
    }

    static byte[] Usual(Guid brand) => [.. Encoding.ASCII.GetBytes("NP"), .. brand.ToByteArray(bigEndian: true)];
    static byte[] Key(string? hex) => hex is null ? RandomNumberGenerator.GetBytes(16) : Convert.FromHexString(hex);
    static bool IsHex(string text, int least, int most) => text.Length % 2 == 0 && text.Length >= 2 * least && text.Length <= 2 * most && text.All(char.IsAsciiHexDigit);
    string Sealed(byte[] key) => seal.Protect(Convert.ToBase64String(key));
    byte[] Bytes(string sealedKey) => Convert.FromBase64String(seal.Unprotect(sealedKey));
}
