namespace Nameplate.Support;

/// <summary>Names the module's resource files: Texts.resx, Texts.de.resx …</summary>
internal sealed class Texts;
