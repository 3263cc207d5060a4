namespace Nameplate.Gs1;

/// <summary>Reads numbers of any width from a string of bits, the first bit first. Behind the end there are none: <see cref="Failed"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bits, int length)
{
    private readonly ReadOnlySpan<byte> _bits = bits;
    private int _at;

    /// <summary>More was read than there is.</summary>
    public bool Failed { get; private set; }

    /// <param name="width">Up to 128.</param>
    public UInt128 Read(int width)
    {
        if (width > length - _at)
        {
            Failed = true;
            return 0;
        }

        UInt128 value = 0;
        for (; width > 0; width--, _at++)
            value = (value << 1) | (uint)((_bits[_at >> 3] >> (7 - (_at & 7))) & 1);
        return value;
    }

    /// <summary>True when only zeros follow, with which a string is filled to whole words.</summary>
    public bool RestIsZero()
    {
        for (; _at < length; _at++)
        {
            if ((_bits[_at >> 3] >> (7 - (_at & 7)) & 1) != 0)
                return false;
        }

        return true;
    }
}
