namespace Nameplate.Platform;

/// <summary>Names the resource files of this project: Texts.resx, Texts.de.resx …</summary>
public sealed class Texts;
