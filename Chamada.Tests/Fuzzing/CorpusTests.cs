using Chamada.Fuzz;
using Chamada.Tests.Rules;

namespace Chamada.Tests.Fuzzing;

/// <summary>What the fuzzing begins with, and what it has found, through the same targets.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names => [.. Targets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_in_a_corpus_goes_wrong(string target)
    {
        string folder = Path.Combine(LayerTests.Root(), "fuzz", "Corpus", target);
        string[] files = Directory.GetFiles(folder);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.InRange(bytes.Length, 0, 4096);
            for (int length = 0; length <= bytes.Length; length++)
            {
                Exception? found = Record.Exception(() => Targets.All[target](bytes.AsSpan(0, length)));
                Assert.True(found is null, $"{file}, the first {length} bytes: {found}");
            }
        }
    }

    [Fact]
    public void Each_corpus_has_a_target() => Assert.Equal(
        Targets.All.Keys, Directory.GetDirectories(Path.Combine(LayerTests.Root(), "fuzz", "Corpus")).Select(Path.GetFileName).Order());
}
