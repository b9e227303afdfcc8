namespace Cratehand.Music.Sources.SigningIn;

/// <summary>What a browser brought back. It prints without the code.</summary>
public sealed record SignInAnswer(SignInVerdict Verdict)
{
    public static readonly SignInAnswer Unrelated = new(SignInVerdict.Unrelated);

    public static readonly SignInAnswer WrongState = new(SignInVerdict.WrongState);

    /// <summary>Set when allowed.</summary>
    internal string? Code { get; init; }

    /// <summary>The provider's word for what failed (RFC 6749 §4.1.2.1); safe to show.</summary>
    public string? Error { get; init; }

    public override string ToString() => Verdict.ToString();
}

public enum SignInVerdict
{
    /// <summary>The owner said yes.</summary>
    Allowed,

    /// <summary>The owner said no.</summary>
    Denied,

    /// <summary>The provider refused the question itself.</summary>
    Failed,

    /// <summary>An answer to another try, or a forged one: nothing may be done with it.</summary>
    WrongState,

    /// <summary>No answer at all: a stray request, a wrong paste.</summary>
    Unrelated,
}
