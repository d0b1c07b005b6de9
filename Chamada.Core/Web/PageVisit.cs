using System.Net;

namespace Chamada.Core.Web;

/// <summary>Somebody has opened the start page, or that of a class: who prepares a lesson sees by it that phones reach this
/// server.</summary>
/// <param name="Address">From where; an IPv4 address that came mapped into IPv6 stands here as IPv4.</param>
/// <param name="At">When, in the server's local time.</param>
public sealed record PageVisit(IPAddress Address, DateTimeOffset At);
