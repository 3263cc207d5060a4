namespace Nameplate.Platform.Audit;

/// <summary>A value that names a person or leads to one. The audit says that it changed, never what it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>A value that opens a door, or the hash of one. It is written down nowhere else, in no form.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>Rows that follow by themselves from what is audited (mails, jobs, links, read models), or are a log of their own.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnauditedAttribute : Attribute;
