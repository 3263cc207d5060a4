namespace Nameplate.Bench;

/// <summary>A database server, or the files that stand for one.</summary>
interface ITarget
{
    /// <summary>What the product is compared with.</summary>
    string Bare { get; }

    /// <summary>The options by which a command finds the records.</summary>
    string[] Where(string records);

    /// <summary>Records of that name that are as others are.</summary>
    Task Copy(string from, string to);
    Task Drop(string records);

    /// <summary>What a server does by itself within a minute of many new rows.</summary>
    Task Settle(string records);

    /// <summary>Writes the rows of these tables into the same tables of other records, in one transaction.</summary>
    /// <returns>What the writing took; reading is not counted.</returns>
    Task<Spent> Write(string from, string to, string[] tables);

    /// <summary>What processes of its own have used of the processor so far.</summary>
    TimeSpan Processor { get; }
}
