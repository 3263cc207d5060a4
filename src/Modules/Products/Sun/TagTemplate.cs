using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Nfc;

namespace Nameplate.Products.Sun;

/// <summary>
/// What is written into the NDEF file of an NTAG 424 DNA, and where in it the tag puts what it says at each read. Offsets count bytes from the beginning of the file. NXP NT4H2421Gx, 9.3 and 10.7.1.
/// </summary>
internal sealed record TagTemplate(string Uri, byte[] File, int? Sealed, int? Uid, int? Counter, int SignedFrom, int Signature)
{
    public const string SealedName = "picc_data", UidName = "uid", CounterName = "ctr", SignatureName = "cmac";
    const int FileLength = 256;

    /// <param name="isOpen">The tag’s number and its counter are said openly, not encrypted.</param>
    public static TagTemplate Of(string address, UnitKey unit, bool isOpen)
    {
        var said = isOpen ? $"{UidName}={new string('0', 14)}&{CounterName}={new string('0', 6)}" : $"{SealedName}={new string('0', 32)}";
        var uri = $"{Code.Of(address, unit, CodePlacement.Nfc)}&{said}&{SignatureName}={new string('0', 16)}";
        var message = NdefUri.Of(uri);
        byte[] file = [(byte)(message.Length >> 8), (byte)message.Length, .. message];
        var shift = file.Length - uri.Length;      // what stands before the address, less what its first byte stands for
        int? At(string name) => uri.LastIndexOf(name + "=", StringComparison.Ordinal) is >= 0 and var at ? shift + at + name.Length + 1 : null;
        return new(uri, file, At(SealedName), At(UidName), At(CounterName), shift + uri.IndexOf('/', uri.IndexOf("://", StringComparison.Ordinal) + 3), At(SignatureName)!.Value);
    }

    public bool Fits => File.Length <= FileLength;

    /// <summary>The data of the command ChangeFileSettings: key 0 changes, everybody reads, key 1 signs, key 2 encrypts.</summary>
    public byte[] Settings =>
    [
        0x40, 0x00, 0xE0, 0xC1, 0xF1, (byte)(Sealed is null ? 0xE1 : 0x21),
        .. ((int?[])[Uid, Counter, Sealed, SignedFrom, Signature]).OfType<int>().SelectMany(n => (byte[])[(byte)n, (byte)(n >> 8), (byte)(n >> 16)]),
    ];

    internal static (string Name, Func<TagTemplate, string?> Value)[] Columns { get; } =
    [
        ("uri", t => t.Uri), ("file_hex", t => Convert.ToHexString(t.File)), ("picc_data_offset", t => Written(t.Sealed)), ("uid_offset", t => Written(t.Uid)), ("counter_offset", t => Written(t.Counter)),
        ("mac_input_offset", t => Written(t.SignedFrom)), ("mac_offset", t => Written(t.Signature)), ("file_settings_hex", t => Convert.ToHexString(t.Settings)),
    ];

    static string? Written(int? offset) => offset?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
