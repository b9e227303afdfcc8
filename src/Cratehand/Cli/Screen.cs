namespace Cratehand.Cli;

/// <summary>What the reader of the output is.</summary>
/// <param name="IsTerminal">A person looks at standard output; else a program or a file takes it.</param>
/// <param name="HasColour">Standard output may hold colours.</param>
/// <param name="ErrorHasColour">Standard error may hold colours.</param>
/// <param name="Width">Columns.</param>
public sealed record Screen(bool IsTerminal, bool HasColour, bool ErrorHasColour, int Width)
{
    const int UsualWidth = 80;

    /// <summary>A person looks at standard error.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>A pipe or a file.</summary>
    public static readonly Screen Piped = new(false, false, false, UsualWidth);

    /// <summary>Colours only on a terminal, and never when <c>NO_COLOR</c> is set (no-color.org) or the terminal is dumb.</summary>
    public static Screen Of(bool outIsTerminal, bool errorIsTerminal, int width, IReadOnlyDictionary<string, string> environment)
    {
        var allowed = environment.GetValueOrDefault("NO_COLOR", "").Length == 0 && environment.GetValueOrDefault("TERM") != "dumb";
        return new(outIsTerminal, outIsTerminal && allowed, errorIsTerminal && allowed, width > 0 ? width : UsualWidth) { ErrorIsTerminal = errorIsTerminal };
    }
}
