using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Chamada.Tests.Rules;

namespace Chamada.Tests.EndToEnd;

/// <summary>The library as others get it: a package, and a program of ten lines that references nothing else.</summary>
public sealed partial class PackageTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string Core = Path.Combine(LayerTests.Root(), "Chamada.Core");
    private static readonly string Document = File.ReadAllText(Path.Combine(LayerTests.Root(), "docs", "embedding.md"));
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_program_of_the_document_runs_on_the_package_alone()
    {
        string program = Block("program", "csharp");
        Assert.InRange(program.TrimEnd('\n').Split('\n').Length, 1, 10);
        string feed = await PackAsync();
        string project = Directory.CreateDirectory(Path.Combine(_folder.Path, "program")).FullName;
        string data = Path.Combine(_folder.Path, "data");
        File.WriteAllText(Path.Combine(project, "Program.cs"), program);
        File.WriteAllText(Path.Combine(project, "nuget.config"), NuGetConfig(feed));
        File.WriteAllText(Path.Combine(project, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Chamada.Core" Version="{Version()}" />
              </ItemGroup>
            </Project>
            """);
        await DotnetAsync(project, "build", "-c", "Release", "-o", Path.Combine(project, "out"));
        Assert.Equal(Block("output", ""), await DotnetAsync(project, Path.Combine(project, "out", "program.dll"), data));
        Assert.True(File.Exists(Path.Combine(data, "chamada.db")));
    }

    [Fact]
    public async Task The_package_says_what_it_is_and_brings_its_documentation()
    {
        string feed = await PackAsync();
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed, $"Chamada.Core.{Version()}.nupkg"));
        string[] names = [.. package.Entries.Select(static entry => entry.FullName)];
        Assert.Contains("lib/net10.0/Chamada.Core.dll", names);
        Assert.Contains("embedding.md", names);
        using (Stream xml = package.GetEntry("lib/net10.0/Chamada.Core.xml")!.Open())
        {
            Assert.Contains(XDocument.Load(xml).Descendants("member"),
                static member => (string?)member.Attribute("name") == "T:Chamada.Core.Hosting.RollServer");
        }

        using Stream spec = package.GetEntry("Chamada.Core.nuspec")!.Open();
        XElement metadata = XDocument.Load(spec).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("embedding.md", Value("readme"));
        Assert.NotEmpty(Value("description"));
        Assert.Equal(
            ["Npgsql", "SQLitePCLRaw.bundle_e_sqlite3", "SpreadCheetah", "System.IO.Hashing"],
            metadata.Descendants().Where(static element => element.Name.LocalName == "dependency")
                .Select(static element => (string)element.Attribute("id")!).Order());

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Packs the library as it was built for the tests.</summary>
    private async Task<string> PackAsync()
    {
        string feed = Path.Combine(_folder.Path, "feed");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await DotnetAsync(Core, "pack", "--no-build", "-c", configuration, "-o", feed);
        return feed;
    }

    private async Task<string> DotnetAsync(string folder, params string[] args)
    {
        ProcessStartInfo info =
            new("dotnet", args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "packages"); // So that no other package of this version is taken.
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        info.Environment["UseSharedCompilation"] = "false";
        info.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(info)!;
        using CancellationTokenSource limit = new(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', args)}:\n{await output}{await error}");
        return await output;
    }

    /// <summary>The package comes from here, all that it needs from where the tests' own build found it: no network is asked.</summary>
    private static string NuGetConfig(string feed)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Core, "obj", "project.assets.json")));
        string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)];
        return $"""
            <configuration>
              <packageSources><clear /><add key="here" value="{feed}" /></packageSources>
              <fallbackPackageFolders><clear />{string.Concat(folders.Select(static (folder, i) => $"<add key=\"{i}\" value=\"{folder}\" />"))}</fallbackPackageFolders>
            </configuration>
            """;
    }

    private static string Version() =>
        VersionElement().Match(File.ReadAllText(Path.Combine(LayerTests.Root(), "Directory.Build.props"))).Groups[1].Value;

    private static string Block(string name, string language)
    {
        Match block = Regex.Match(Document, $@"<!-- {name} -->\n```{language}\n(.*?)```\n<!-- end -->", RegexOptions.Singleline);
        Assert.True(block.Success, $"docs/embedding.md has no {name}");
        return block.Groups[1].Value;
    }

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex VersionElement();
}
