using System.Net.Http.Headers;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>
/// A download that is not whole yet: <c>path.part</c>, and beside it <c>path.part.of</c> with what proves that the rest
/// belongs to it: the address and the server's validator (RFC 9110 §13.1.5).
/// </summary>
sealed class PartFile(string path)
{
    public string Path { get; } = path + ".part";

    string Proof { get; } = path + ".part.of";

    /// <summary>How much is here and under which validator; null: begin anew.</summary>
    public (long Length, RangeConditionHeaderValue Validator)? Resumable(Uri address)
    {
        if (!File.Exists(Path) || !File.Exists(Proof) || new FileInfo(Path).Length is not (> 0 and var length))
        {
            return null;
        }

        var lines = File.ReadAllLines(Proof);
        return lines.Length == 2 && lines[0] == address.AbsoluteUri && RangeConditionHeaderValue.TryParse(lines[1], out var validator)
            ? (length, validator)
            : null;
    }

    /// <summary>Begins anew under the answer's validator; a weak one proves nothing and is not kept.</summary>
    public void Begin(Uri address, HttpResponseMessage answer)
    {
        Forget();
        var validator = answer.Headers.ETag is { IsWeak: false } tag
            ? new RangeConditionHeaderValue(tag)
            : answer.Content.Headers.LastModified is { } date ? new RangeConditionHeaderValue(date) : null;
        if (validator is not null)
        {
            File.WriteAllLines(Proof, [address.AbsoluteUri, validator.ToString()]);
        }
    }

    public void Forget()
    {
        File.Delete(Path);
        File.Delete(Proof);
    }

    public void ForgetProof() => File.Delete(Proof);
}
