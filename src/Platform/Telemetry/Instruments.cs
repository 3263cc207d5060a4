using System.Diagnostics.Metrics;

namespace Nameplate.Platform.Telemetry;

/// <summary>What is counted for operators, on the meter <c>Nameplate</c>. Figures only: nothing tells whose they are.</summary>
public static class Instruments
{
    public const string Name = "Nameplate";
    public static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Scans = Meter.CreateCounter<long>("nameplate.scans", description: "Scans that were committed");
    public static readonly Counter<long> Registrations = Meter.CreateCounter<long>("nameplate.registrations", description: "Registrations taken one by one");
    public static readonly Counter<long> Orders = Meter.CreateCounter<long>("nameplate.orders", description: "Orders placed");
    public static readonly Counter<long> ImportRows = Meter.CreateCounter<long>("nameplate.import.rows", description: "Rows of imports that were read");
    public static readonly Counter<long> JobFailures = Meter.CreateCounter<long>("nameplate.job.failures", description: "Attempts at jobs that failed");
}
