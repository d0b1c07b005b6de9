using System.Text;
using Chamada.Core.Wire;
using CsCheck;

namespace Chamada.Tests.Wire;

/// <summary>Times on the wire.</summary>
public sealed class IsoTimeTests
{
    [Fact]
    public void A_time_has_milliseconds_and_offset()
    {
        byte[] bytes = new byte[IsoTime.Length];
        IsoTime.Write(bytes, new DateTimeOffset(2026, 11, 22, 16, 39, 2, 123, TimeSpan.FromHours(-3)).ToUnixTimeMilliseconds(), -180);
        Assert.Equal("2026-11-22T16:39:02.123-03:00", Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public void What_is_written_is_what_dotnet_writes_and_is_read_again() =>
        Gen.Long[0, 253_402_214_400_000].Select(Gen.Int[-840, 840]).Sample((milliseconds, offset) =>
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(TimeSpan.FromMinutes(offset));
            byte[] bytes = new byte[IsoTime.Length];
            IsoTime.Write(bytes, milliseconds, offset);
            string text = Encoding.ASCII.GetString(bytes);
            Assert.Equal(IsoTime.Format(time), text);
            Assert.True(IsoTime.TryParse(text, out DateTimeOffset read));
            Assert.Equal(time, read);
        });
}
