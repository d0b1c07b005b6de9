using System.Security.Cryptography;
using System.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Protocols;

/// <summary>Numbers of sessions, tokens of roll calls, and what codes are made from.</summary>
/// <param name="randomBytes">Makes so many bytes that nobody can guess.</param>
internal sealed class SessionIds(Func<int, byte[]> randomBytes)
{
    private const int TokenBytes = 16;

    private long _last;

    public SessionIds()
        : this(RandomNumberGenerator.GetBytes)
    {
    }

    public long Next() => Interlocked.Increment(ref _last);

    /// <summary>256 random bits.</summary>
    public CodeSecret NewSecret() => CodeSecret.FromBytes(randomBytes(CodeSecret.Size));

    /// <summary>128 random bits as 32 hexadecimal digits.</summary>
    public byte[] NewToken() => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(randomBytes(TokenBytes)));
}
