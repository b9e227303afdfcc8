using System.Security.Cryptography;
using System.Text;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Web;

/// <summary>
/// The one API key. It is shown when it is made and never again: the file holds a salted hash, which is read for each call, so that
/// a reset holds at once. A plain SHA-256 is enough for 256 bits of chance; a slow hash is for what people think up.
/// </summary>
public sealed class ApiKey(string data)
{
    public const string FileName = "api-key";

    const string Prefix = "crate_";
    const int Bytes = 32;

    static readonly FileStreamOptions OwnerOnly = new()
    {
        Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    readonly string _path = Path.Combine(data, FileName);

    /// <summary>Makes the key if there is none.</summary>
    /// <param name="isSeen">False: what is shown goes into a journal, where a key does not belong; none is made.</param>
    /// <returns>The new key, or <c>null</c>.</returns>
    public string? MakeFirst(bool isSeen) => isSeen && !File.Exists(_path) && Make() is var key && Write(key, NoReplace.TryRename) ? key : null;

    /// <summary>Makes a new one; the old one opens nothing any more.</summary>
    public string Reset()
    {
        var key = Make();
        Write(key, (from, to) => NoReplace.TryRename(from, to) || Replace(from, to));
        return key;
    }

    /// <summary>Whether there is one at all.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>Whether it is this one, found out in a time that tells nothing.</summary>
    public bool Fits(string given)
    {
        try
        {
            return File.ReadAllText(_path).Trim().Split(':') is ["sha256", var salt, var hash]
                && CryptographicOperations.FixedTimeEquals(Hash(Convert.FromHexString(salt), given), Convert.FromHexString(hash));
        }
        catch (Exception none) when (none is FileNotFoundException or FormatException)
        {
            return false; // without a key nobody gets in
        }
    }

    static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    bool Write(string key, Func<string, string, bool> take)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var fresh = $"{_path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new StreamWriter(fresh, OwnerOnly))
            {
                file.Write($"sha256:{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(Hash(salt, key))}\n");
            }

            Fsync.File(fresh);
            var isTaken = take(fresh, _path);
            Fsync.Folder(data);
            return isTaken;
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    static bool Replace(string from, string to)
    {
        File.Replace(from, to, null); // one rename: whoever reads meets the old one or the new one
        return true;
    }

    static byte[] Hash(byte[] salt, string key) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(key)]);
}
