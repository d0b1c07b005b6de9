using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Wire;

/// <summary>The answers of a batch are those of its requests, one behind the other, in whatever pieces they are written.</summary>
public sealed class ReplyCursorTests : IRollBatchOwner
{
    [Fact]
    public void Answers_that_are_alike_and_others_come_as_each_would_alone()
    {
        RollWord[] words = [RollWord.Registered, RollWord.Already, RollWord.NoRollCall, RollWord.Exists, RollWord.Wait];
        ClassNumber[] classes = [ClassNumber.From(1), ClassNumber.From(3030)];
        Stamp[] times = [new(1_764_000_000_000, -180), new(1_764_000_000_001, -180), new(1_764_000_000_000, 0)];
        Random random = new(3030);
        for (int run = 0; run < 200; run++)
        {
            RequestBatch batch = new(this);
            for (int i = random.Next(1, 60); i > 0; i--)
            {
                if (random.Next(10) == 0)
                {
                    batch.Reply("+PONG\r\n"u8.ToArray());
                }
                else
                {
                    batch.Ask(new RollRequest(classes[random.Next(2)], StudentId.From("7")));
                }
            }

            foreach (ref RollOutcome outcome in batch.Rolls.Outcomes)
            {
                // Now and then something changes, mostly nothing does.
                RollWord word = words[random.Next(3) == 0 ? random.Next(words.Length) : 0];
                outcome = new RollOutcome(word, classes[random.Next(5) == 0 ? 1 : 0], times[random.Next(5) == 0 ? random.Next(3) : 0],
                    word == RollWord.Wait ? new WaitingTime(random.Next(1, 3)) : null);
            }

            Assert.Equal(OneByOne(batch), InPieces(batch, RespReplyFormat.Instance.HeadRoom + random.Next(2000)));
            Assert.Equal(Pongs(7), InPieces(AllStanding(7), 1 + random.Next(20)));
        }
    }

    void IRollBatchOwner.BatchDecided()
    {
    }

    private static byte[] Pongs(int count) => [.. Enumerable.Repeat("+PONG\r\n"u8.ToArray(), count).SelectMany(static pong => pong)];

    private RequestBatch AllStanding(int count)
    {
        RequestBatch batch = new(this);
        for (int i = 0; i < count; i++)
        {
            batch.Reply(Pongs(1));
        }

        return batch;
    }

    private static byte[] OneByOne(RequestBatch batch)
    {
        List<byte> bytes = [];
        int outcome = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            byte[] room = new byte[RespReplyFormat.Instance.HeadRoom];
            if (batch.ReplyAt(i) is { } reply)
            {
                bytes.AddRange(reply);
            }
            else
            {
                (int written, _) = RespReplyFormat.Instance.WriteHead(
                    room, in batch.Rolls.Outcomes[outcome], in batch.Rolls.Requests[outcome++], null);
                bytes.AddRange(room.AsSpan(0, written));
            }
        }

        return [.. bytes];
    }

    private static byte[] InPieces(RequestBatch batch, int size)
    {
        ReplyCursor cursor = new(batch);
        cursor.Restart();
        List<byte> bytes = [];
        byte[] piece = new byte[size];
        while (cursor.Write(piece, RespReplyFormat.Instance) is > 0 and int written)
        {
            bytes.AddRange(piece.AsSpan(0, written));
            piece.AsSpan().Fill((byte)'?');
        }

        return [.. bytes];
    }
}
