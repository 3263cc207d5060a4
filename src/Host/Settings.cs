namespace Nameplate.Host;

/// <summary>What the command line says about where things are.</summary>
/// <param name="Data">Folder of files and, without <paramref name="Postgres"/>, of the database.</param>
/// <param name="Postgres">Connection string of the records.</param>
/// <param name="Urls">Where the server listens; null in commands that serve nothing.</param>
/// <param name="PublicUrl">Under which address the world reaches it; null: the address it listens on.</param>
/// <param name="NoBackup">Migrations change the tables without a copy of the records being made first.</param>
public sealed record Settings(DirectoryInfo Data, string? Postgres = null, string? Urls = null, string? PublicUrl = null, bool Demo = false, bool NoBackup = false)
{
    /// <summary>Mail stays in the outbox, whatever is configured.</summary>
    public bool KeepsMail => Demo;
}
