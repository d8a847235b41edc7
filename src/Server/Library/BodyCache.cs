using Microsoft.Extensions.Caching.Memory;
using Populatie.Server.Delivery;

namespace Populatie.Server.Library;

/// <summary>Answers that were made before, up to a number of bytes. Thread-safe.</summary>
internal sealed class BodyCache : IDisposable
{
    private readonly MemoryCache cache;

    /// <param name="mostBytes">What all answers together may take.</param>
    public BodyCache(long mostBytes) => cache = new(new MemoryCacheOptions { SizeLimit = mostBytes });

    /// <summary>The answer under a key; two that ask at once may both make it, and get the same bytes.</summary>
    public Body Of<TKey>(TKey key, Func<TKey, Body> make)
        where TKey : notnull
    {
        if (cache.TryGetValue(key, out Body? found) && found is not null)
        {
            return found;
        }
        var made = make(key);
        cache.Set(key, made, new MemoryCacheEntryOptions { Size = made.Size });
        return made;
    }

    public void Dispose() => cache.Dispose();
}
