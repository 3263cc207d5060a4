namespace Nameplate.Platform.Storage;

/// <summary>As whom the records are asked. On PostgreSQL each is a role of its own; on SQLite the query filter alone tells brands apart.</summary>
public enum Standing
{
    /// <summary>The current brand: it has its own rows, and none while no brand is set.</summary>
    Brand,
    /// <summary>Every brand at once: what runs behind the requests, and look-ups by a secret that tell the brand.</summary>
    AcrossBrands,
    /// <summary>Who owns the tables and changes the schema.</summary>
    SchemaOwner,
}

/// <summary>Lasts until it is disposed; then the records are asked as before.</summary>
public sealed class Stand : IDisposable
{
    readonly AppDb db;
    readonly Standing before;

    internal Stand(AppDb db, Standing standing) => (this.db, before, db.Standing) = (db, db.Standing, standing);

    public void Dispose() => db.Standing = before;
}
