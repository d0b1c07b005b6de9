using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Wire.Resp;

namespace Chamada.Core.Protocols;

/// <summary>RESP replies to one caller, who is sent where another server hosts the class.</summary>
internal sealed class MovedReplyFormat(RespReplyFormat format, Redirection redirection, Caller caller) : IReplyFormat
{
    /// <inheritdoc/>
    public int HeadRoom => format.HeadRoom;

    /// <inheritdoc/>
    public int RowRoom => format.RowRoom;

    /// <inheritdoc/>
    public bool IsPlain(in RollOutcome outcome) => outcome.Word != RollWord.NoRollCall && format.IsPlain(in outcome);

    /// <inheritdoc/>
    public (int Written, int Rows) WriteHead(Span<byte> destination, in RollOutcome outcome, in RollRequest request, byte[]? token)
    {
        if (redirection.HostOf(in outcome, in request, caller.Address) is not { } host)
        {
            return format.WriteHead(destination, in outcome, in request, token);
        }

        RespWriter reply = new(destination);
        reply.Raw(RespWriter.Error($"MOVED {request.Class} {host}"));
        return (reply.Written, 0);
    }

    /// <inheritdoc/>
    public int WriteRow(Span<byte> destination, in RollOutcome outcome, in RollRequest request, int entry, int row) =>
        format.WriteRow(destination, in outcome, in request, entry, row);
}
