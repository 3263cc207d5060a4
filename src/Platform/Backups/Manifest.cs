using System.Text.Json;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Backups;

/// <summary>The first thing to read of an archive: what it is and what is in it.</summary>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Files">Where the bytes of files lie when they are not in the archive; null when they are.</param>
/// <param name="LeftOut">Settings whose values are secrets of other systems.</param>
public sealed record Manifest(int Format, string Version, string Storage, DateTimeOffset TakenAt, CopiedRecords Records, string? Files, IReadOnlyList<string> LeftOut, IReadOnlyList<Part> Parts)
{
    public const int CurrentFormat = 1;
    public const string Name = "manifest.json";
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>One file of an archive.</summary>
public sealed record Part(string Name, long Length, string Sha256);
