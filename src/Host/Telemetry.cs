using System.Diagnostics.Metrics;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Nameplate.Host;

/// <summary>Sends traces and metrics to an OpenTelemetry collector, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. The exporter reads the other <c>OTEL_</c> variables itself.</summary>
sealed partial class Telemetry(IServiceScopeFactory scopes, ILogger<Telemetry> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    TracerProvider? traces;
    MeterProvider? metrics;
    volatile Vitals? vitals;

    public static bool IsWanted => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("nameplate", serviceVersion: Platform.Backups.TakeBackup.Version).AddEnvironmentVariableDetector();
        using var gauges = Gauges();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "Npgsql", Instruments.Name).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", Instruments.Name).AddOtlpExporter().Build();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                vitals = await scope.ServiceProvider.GetRequiredService<Pulse>().Read(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)      // a gauge without a value says that it could not be read
            {
                vitals = null;
                NotRead(error.Message);
            }
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    Meter Gauges()
    {
        var meter = new Meter(Instruments.Name);
        meter.CreateObservableGauge("nameplate.event.lag", () => vitals?.Subscribers.Select(s => new Measurement<double>(s.Value.Seconds, new KeyValuePair<string, object?>("subscriber", s.Key))) ?? [], "s", "Since when the oldest event waits for a subscriber");
        meter.CreateObservableGauge("nameplate.outbox.age", () => vitals is { } v ? [new Measurement<double>(v.OutboxSeconds)] : (IEnumerable<Measurement<double>>)[], "s", "For how long the oldest mail waits");
        meter.CreateObservableGauge("nameplate.jobs.waiting", () => vitals is { } v ? [new Measurement<long>(v.JobsWaiting)] : (IEnumerable<Measurement<long>>)[], description: "Jobs that are due and wait");
        meter.CreateObservableGauge("nameplate.disk.free", () => vitals is { } v ? [new Measurement<long>(v.DiskFreeBytes)] : (IEnumerable<Measurement<long>>)[], "By", "Free bytes on the disk of the data folder");
        return meter;
    }

    public override void Dispose()
    {
        traces?.Dispose();      // sends what is left
        metrics?.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gauges could not be read: {Reason}")]
    partial void NotRead(string reason);
}
