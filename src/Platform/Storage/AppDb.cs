using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;

namespace Nameplate.Platform.Storage;

/// <summary>An assembly whose (internal) entity maps belong to the one model.</summary>
public sealed record ModelPart(Assembly Assembly);

/// <summary>All tables of all modules. A module reaches its own through <c>Set&lt;T&gt;()</c>; the types are private to it.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options, IEnumerable<ModelPart> parts, IDialect dialect, CurrentBrand brand, EventSignal signal, AuditTrail trail, SentOnce once)
    : IdentityUserContext<StaffMember, Guid>(options)
{
    public Guid BrandId => brand.Id;
    public IDialect Dialect => dialect;

    public Standing Standing { get; internal set; }

    /// <summary>Crosses brands until the result is disposed. A query needs <c>IgnoreQueryFilters</c> besides: the two locks are opened one by one.</summary>
    public Stand AcrossBrands() => new(this, Standing.AcrossBrands);

    /// <summary>Acts as the owner of the tables until the result is disposed: for changing the schema only.</summary>
    public Stand AsSchemaOwner() => new(this, Standing.SchemaOwner);

    /// <summary>Appends a fact to the event log, in the transaction of the rows it speaks of. It carries ids, never names or addresses.</summary>
    public void Announce<T>(T fact, DateTimeOffset at, Guid? unit = null, Guid? owner = null) where T : notnull => Add(new PlatformEvent
    {
        BrandId = brand.Id, Type = EventName.Of(typeof(T)), UnitId = unit, OwnerId = owner, At = at, Payload = EventName.Write(fact),
    });

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        once.Mark(this);
        var announces = ChangeTracker.Entries<PlatformEvent>().Any();
        trail.Record(ChangeTracker);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        trail.Saved(ChangeTracker);
        if (announces) signal.Raise();
        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        dialect.Configure(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var part in parts) builder.ApplyConfigurationsFromAssembly(part.Assembly, map => map != typeof(EventLogMap));
        builder.ApplyConfiguration(new EventLogMap(dialect));

        foreach (var type in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(ILogRow).IsAssignableFrom(type.ClrType)) LogRowMap.Map(builder.Entity(type.ClrType), dialect);
            if (typeof(IBrandOwned).IsAssignableFrom(type.ClrType)) type.SetQueryFilter("brand", BrandFilter(type.ClrType));
            if (type.IsMappedToJson()) continue;      // Identity's passkey data is one JSON column
            if (type.GetTableName() is { } table) type.SetTableName(Snake.Case(table));
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake.Case(property.GetColumnName()));
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } e)
                    property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(SnakeEnum<>).MakeGenericType(e))!);
            }
        }
    }

    LambdaExpression BrandFilter(Type entity)
    {
        var row = Expression.Parameter(entity);
        return Expression.Lambda(Expression.Equal(Expression.Property(row, nameof(IBrandOwned.BrandId)), Expression.Property(Expression.Constant(this), nameof(BrandId))), row);
    }

    sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTime>(
        v => v.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));

    sealed class SnakeEnum<T>() : ValueConverter<T, string>(v => Snake.Case(v.ToString()), s => Snake.Enum<T>(s)) where T : struct, Enum;
}
