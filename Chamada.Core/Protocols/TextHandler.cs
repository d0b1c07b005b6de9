using Chamada.Core.Protocols.Commands;
using Chamada.Core.Protocols.Counting;
using Chamada.Core.Transport;
using Chamada.Core.Wire.Text;

namespace Chamada.Core.Protocols;

/// <summary>
/// One peer's conversation in the text protocol. Its clients cannot be sent to another server, so what another one hosts is asked there in
/// their place.
/// </summary>
internal sealed class TextHandler(IConnection connection, ProtocolServices services) : BatchHandler(connection, services)
{
    private readonly Redirection? _redirection = services.Redirection;
    private bool _isUnknown;

    /// <inheritdoc/>
    protected override IReplyFormat Format => TextReplyFormat.Instance;

    /// <inheritdoc/>
    protected override CountedProtocol Protocol => CountedProtocol.Text;

    /// <summary>Whatever is not asked of the roll book made no sense, or came too fast.</summary>
    protected override bool IsError(ReadOnlySpan<byte> reply) => true;

    /// <inheritdoc/>
    public override void Begin()
    {
        base.Begin();
        _isUnknown = false;
    }

    /// <summary>What the peer has sent is no request in any protocol, and never will be: that is answered, and the connection
    /// ends.</summary>
    public void BeginUnknown()
    {
        Begin();
        _isUnknown = true;
    }

    /// <inheritdoc/>
    protected override int Read(ReadOnlySpan<byte> bytes)
    {
        if (_isUnknown)
        {
            Batch.Reply(TextPhrases.NoRole(bytes));
            Finish();
            return bytes.Length;
        }

        int consumed = 0;
        while (TakesMore)
        {
            bool isWhole = TextFrame.TryRead(bytes[consumed..], out TextFrame frame);
            consumed += frame.Consumed;
            if (!isWhole)
            {
                break;
            }

            Batch.Command = TextCommands.NumberOf(frame.Role);
            if (IsAllowed())
            {
                TextCommands.Execute(frame, Batch);
            }
            else
            {
                Batch.Reply(TextPhrases.TooFast());
            }
        }

        return consumed;
    }

    /// <inheritdoc/>
    protected override byte[] NotCompleted() => TextPhrases.NoRole([]);

    /// <inheritdoc/>
    protected override byte[] NoMemory() => TextPhrases.TooFast(); // Never: no request is longer than what everybody gets.

    /// <inheritdoc/>
    protected override bool HoldsBack()
    {
        if (_redirection is null || !_redirection.TryBegin(Batch.Rolls))
        {
            return false;
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await _redirection.PassOnAsync(Batch.Rolls).ConfigureAwait(false);
            }
            finally
            {
                Release();
            }
        });
        return true;
    }
}
