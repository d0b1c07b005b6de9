using System.Globalization;

namespace Chamada.Core.Wire;

/// <summary>Times as they stand on the wire: <c>2026-11-22T16:39:02.123-03:00</c>, ISO 8601 with milliseconds and offset.</summary>
public static class IsoTime
{
    /// <summary>Bytes of a time.</summary>
    public const int Length = 29;

    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    /// <summary>Writes a time into the first 29 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is too short.</exception>
    public static void Write(Span<byte> destination, long unixMilliseconds, int offsetMinutes)
    {
        DateTime time =
            DateTime.UnixEpoch.AddTicks((unixMilliseconds * TimeSpan.TicksPerMillisecond) + (offsetMinutes * TimeSpan.TicksPerMinute));
        time.Deconstruct(out DateOnly date, out TimeOnly clock);
        date.Deconstruct(out int year, out int month, out int day);
        destination = destination[..Length];
        Two(destination, 0, year / 100);
        Two(destination, 2, year % 100);
        destination[4] = (byte)'-';
        Two(destination, 5, month);
        destination[7] = (byte)'-';
        Two(destination, 8, day);
        destination[10] = (byte)'T';
        Two(destination, 11, clock.Hour);
        destination[13] = (byte)':';
        Two(destination, 14, clock.Minute);
        destination[16] = (byte)':';
        Two(destination, 17, clock.Second);
        destination[19] = (byte)'.';
        destination[20] = (byte)('0' + (clock.Millisecond / 100));
        Two(destination, 21, clock.Millisecond % 100);
        destination[23] = offsetMinutes < 0 ? (byte)'-' : (byte)'+';
        int offset = Math.Abs(offsetMinutes);
        Two(destination, 24, offset / 60);
        destination[26] = (byte)':';
        Two(destination, 27, offset % 60);
    }

    /// <summary>Reads a time. False when the text is not one.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>A time as text.</summary>
    public static string Format(DateTimeOffset time) => time.ToString(Pattern, CultureInfo.InvariantCulture);

    private static void Two(Span<byte> destination, int index, int value)
    {
        destination[index] = (byte)('0' + (value / 10));
        destination[index + 1] = (byte)('0' + (value % 10));
    }
}
