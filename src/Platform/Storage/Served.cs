namespace Nameplate.Platform.Storage;

/// <summary>Whether a server answers people from these records: then nobody writes for long at a time.</summary>
/// <param name="elsewhere">Tells it of other processes.</param>
public sealed class Served(Func<bool> elsewhere)
{
    volatile bool here;

    public bool Now => here || elsewhere();

    /// <summary>This process is such a server from now on.</summary>
    public void Here() => here = true;
}
