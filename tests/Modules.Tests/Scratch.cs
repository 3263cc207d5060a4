using System.Runtime.CompilerServices;

namespace Nameplate.Tests;

/// <summary>One folder for everything that tests, and the programs they start, put on the disk. It goes when the process ends.</summary>
static class Scratch
{
    static readonly List<Action> First = [];
    static DirectoryInfo folder = null!;

    [ModuleInitializer]
    internal static void Make()
    {
        folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"np{Environment.ProcessId}"));
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;      // PostgreSQL runs as another user
        Environment.SetEnvironmentVariable("TMPDIR", folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            First.ForEach(end => end());
            Clear();
        };
    }

    /// <summary>What has to stop before its files go, where no fixture stopped it.</summary>
    public static void Before(Action end) => First.Add(end);

    /// <summary>When the last test is done. A process may take no more than ten seconds about its end: then the runner calls it a failure.</summary>
    public static void Clear()
    {
        try { folder.Delete(recursive: true); }
        catch (IOException) { /* gone, or a program that was killed still writes there */ }
    }
}
