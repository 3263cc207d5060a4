using System.Runtime.CompilerServices;

namespace Nameplate.Tests;

/// <summary>One folder for everything that tests, and the programs they start, put on the disk. It goes when the process ends.</summary>
static class Scratch
{
    static readonly List<Action> First = [];

    [ModuleInitializer]
    internal static void Make()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"np{Environment.ProcessId}"));
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;      // PostgreSQL runs as another user
        Environment.SetEnvironmentVariable("TMPDIR", folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            First.ForEach(end => end());
            try { folder.Delete(recursive: true); }
            catch (IOException) { /* a program that was killed still writes: its folder stays */ }
        };
    }

    /// <summary>What has to stop before its files go, where no fixture stopped it.</summary>
    public static void Before(Action end) => First.Add(end);
}
