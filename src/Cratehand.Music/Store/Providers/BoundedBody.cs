namespace Cratehand.Music.Store.Providers;

/// <summary>Reads an answer that may be larger than is good for us.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body, or <c>null</c> once it is larger than <paramref name="maxBytes"/>; the rest is left on the wire.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        using var body = new MemoryStream((int)(content.Headers.ContentLength ?? 0));
        await using var wire = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await wire.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
