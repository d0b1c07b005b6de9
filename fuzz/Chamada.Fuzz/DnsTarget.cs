using Chamada.Core.Discovery.Dns;
using Chamada.Core.Discovery.Peers;

namespace Chamada.Fuzz;

/// <summary>Packets of DNS: what is read and written again is the same; what a host says of itself is read without a fault.</summary>
internal static class DnsTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (!DnsMessage.TryParse(input, out DnsMessage? message))
        {
            return;
        }

        DnsWriter writer = new(message.IsResponse, message.Id, DnsMessage.MaxLength);
        List<DnsQuestion> questions = [.. message.Questions.TakeWhile(writer.TryAdd)];
        List<DnsRecord> answers = [];
        if (questions.Count == message.Questions.Count)
        {
            answers.AddRange(message.Answers.TakeWhile(record => writer.TryAdd(record, DnsWriter.Part.Answer)));
        }

        bool isMessage = DnsMessage.TryParse(writer.ToArray(), out DnsMessage? again);
        DisagreementException.Unless(isMessage, "what was written is no message");
        DisagreementException.Unless(
            again!.IsResponse == message.IsResponse && again.Questions.Count == questions.Count && again.Answers.Count == answers.Count,
            "not as many entries");
        for (int i = 0; i < answers.Count; i++)
        {
            DisagreementException.Unless(
                again.Answers[i].Key == answers[i].Key && again.Answers[i].Ttl == answers[i].Ttl, $"answer {i} is another one");
        }

        foreach (DnsRecord record in message.Answers.Concat(message.Additionals))
        {
            _ = record.Name.ToString();
            if (record.Data is TextData text)
            {
                _ = PeerText.Read(text);
            }
        }
    }
}
