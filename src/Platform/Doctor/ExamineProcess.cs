using System.Globalization;
using System.Runtime.CompilerServices;

namespace Nameplate.Platform.Doctor;

/// <summary>What the operating system grants: how many files and connections may be open at once.</summary>
internal sealed class ExamineProcess : IExamine
{
    public string Check => "open files";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists("/proc/self/limits")) yield break;
        var line = (await File.ReadAllLinesAsync("/proc/self/limits", ct)).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal)) ?? "";
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [_, _, _, var soft, ..] || !long.TryParse(soft, CultureInfo.InvariantCulture, out var most)) yield break;
        yield return most < 4096 ? Finding.Warning("open files", $"At most {most:N0} files and connections may be open at once.", "Raise it: LimitNOFILE=65536 in the systemd unit, or ulimit -n.") : Finding.Ok("open files", $"Up to {most:N0} files and connections may be open at once.");
    }
}
