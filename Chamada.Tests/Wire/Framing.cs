namespace Chamada.Tests.Wire;

/// <summary>The ways in which TCP may cut a stream of bytes.</summary>
internal static class Framing
{
    /// <summary>The bytes in one piece, in two pieces at every offset, and one by one.</summary>
    public static IEnumerable<byte[][]> Cuts(byte[] bytes)
    {
        yield return [bytes];
        for (int i = 1; i < bytes.Length; i++)
        {
            yield return [bytes[..i], bytes[i..]];
        }

        yield return [.. bytes.Select(b => new[] { b })];
    }
}
