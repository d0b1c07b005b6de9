using System.Buffers;
using System.Text;

namespace Chamada.Tests.EndToEnd;

/// <summary>Collects what a process writes, to the end, while parts of it can be awaited.</summary>
internal sealed class CapturedStream
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _read;
    private bool _ended;

    public CapturedStream(Stream stream) => Ended = CollectAsync(stream);

    /// <summary>Completes when the stream has ended.</summary>
    public Task Ended { get; }

    /// <summary>All that has been written so far.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                return Encoding.UTF8.GetString(_bytes.WrittenSpan);
            }
        }
    }

    /// <summary>The next line, without its end; null when the stream ended before it.</summary>
    public async Task<string?> ReadLineAsync() => (await ReadToAsync("\n"))?[..^1];

    /// <summary>What follows the last part that was read, up to and including a text; null when the stream ended before it.</summary>
    public async Task<string?> ReadToAsync(string end)
    {
        byte[] mark = Encoding.UTF8.GetBytes(end);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                ReadOnlySpan<byte> rest = _bytes.WrittenSpan[_read..];
                int found = rest.IndexOf(mark);
                if (found >= 0)
                {
                    _read += found + mark.Length;
                    return Encoding.UTF8.GetString(rest[..(found + mark.Length)]);
                }

                if (_ended)
                {
                    return null;
                }

                more = _more.Task;
            }

            await more;
        }
    }

    private async Task CollectAsync(Stream stream)
    {
        byte[] buffer = new byte[8192];
        int length;
        do
        {
            length = await stream.ReadAsync(buffer);
            lock (_gate)
            {
                _bytes.Write(buffer.AsSpan(0, length));
                _ended = length == 0;
                _more.SetResult();
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        while (length > 0);
    }
}
