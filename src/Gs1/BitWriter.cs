namespace Nameplate.Gs1;

/// <summary>Writes numbers of any width one behind the other, the first bit first.</summary>
internal ref struct BitWriter(Span<byte> bits)
{
    private readonly Span<byte> _bits = bits;

    public int Length { get; private set; }

    public void Write(UInt128 value, int width)
    {
        for (var i = width - 1; i >= 0; i--, Length++)
        {
            if (((value >> i) & 1) != 0)
                _bits[Length >> 3] |= (byte)(0x80 >> (Length & 7));
        }
    }
}
