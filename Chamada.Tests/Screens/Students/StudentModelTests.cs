using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.Students;

namespace Chamada.Tests.Screens.Students;

public sealed class StudentModelTests : IDisposable
{
    private readonly ModelBench _bench = new();
    private readonly StudentModel _model;

    public StudentModelTests()
    {
        _model = new StudentModel(_bench.Link, _bench.Thread);
        _bench.Connected();
    }

    [Fact]
    public void Tells_what_the_server_said_with_its_time()
    {
        _bench.Server.OpenElsewhere(3030);
        DateTimeOffset first = _bench.Clock.GetLocalNow();
        Assert.True(_model.Submit("3030", "042191010"));
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal(StudentOutcome.Registered, _model.Answer!.Outcome);
        Assert.Equal(first, _model.Answer.At);

        _bench.Advance(60);
        _model.Submit("3030", "042191010");
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal((StudentOutcome.Already, first), (_model.Answer!.Outcome, _model.Answer.At));

        _model.Submit("4040", "042191010");
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal((StudentOutcome.Closed, first.AddSeconds(60)), (_model.Answer!.Outcome, _model.Answer.At));
    }

    [Theory]
    [InlineData("", "10", "Class")]
    [InlineData("0", "10", "Class")]
    [InlineData("1234567890123456789", "10", "Class")]
    [InlineData("3030", "", "Student")]
    [InlineData("3030", "joão", "Student")]
    [InlineData("3030", "123456789012345678901234567890123", "Student")]
    public void Names_the_field_that_is_wrong_and_sends_nothing(string classText, string studentText, string wrong)
    {
        Assert.False(_model.Submit(classText, studentText));
        Assert.Equal(wrong, _model.FieldError.ToString());
        _bench.Settle();
        Assert.Empty(_bench.Server.Log);
    }

    [Fact]
    public void A_request_without_an_answer_is_made_again_when_the_server_is_back()
    {
        _bench.Server.OpenElsewhere(3030);
        DateTimeOffset first = _bench.Clock.GetLocalNow();
        _bench.Server.LosesAnswerOf = "PRESENT";
        _model.Submit("3030", "10");
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.True(_model.IsSending);
        _bench.Advance(1);
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal((StudentOutcome.Already, first), (_model.Answer!.Outcome, _model.Answer.At));
    }

    [Fact]
    public void Giving_up_forgets_the_request()
    {
        _bench.Server.OpenElsewhere(3030);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        _model.Submit("3030", "10");
        _model.Clear();
        _bench.Server.IsUp = true;
        _bench.Advance(10);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Connected);
        _bench.Settle();
        Assert.Empty(_bench.Server.Log);
        Assert.Null(_model.Answer);
    }

    [Fact]
    public void A_refusal_that_this_program_does_not_know_shows_the_servers_word()
    {
        _bench.Server.Refuses = ("PRESENT", "UNAVAILABLE");
        _model.Submit("3030", "10");
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal(StudentOutcome.Refused, _model.Answer!.Outcome);
        Assert.Equal("unavailable", _model.Answer.Detail);
    }

    public void Dispose() => _bench.Dispose();
}
