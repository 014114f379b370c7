using System.Diagnostics;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Chromium without a window. The variable CHROMIUM names it where it is not on the path.</summary>
internal static class Browser
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome", "chrome.exe"];

    /// <summary>The document as it stands when the page's script has run; skips the test where there is no browser.</summary>
    /// <param name="html">The page.</param>
    /// <param name="fragment">What comes behind # in its address.</param>
    public static async Task<string> Open(string html, string fragment)
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? OnPath();
        Assert.SkipWhen(path is null, "There is no Chromium: install it, or name it in the variable CHROMIUM.");
        var folder = Directory.CreateTempSubdirectory("attentiongen-page-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, html, TestContext.Current.CancellationToken);
            return await Run(path!, folder.FullName, new Uri(page).AbsoluteUri + "#" + fragment);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string path, string folder, string address)
    {
        // Its sandbox needs rights that containers do not have; the page is ours.
        var start = new ProcessStartInfo(path)
        {
            ArgumentList = { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder, "profile")}", "--virtual-time-budget=5000", "--dump-dom", address },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var document = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0 && document.Length > 0, $"{path} ended with {process.ExitCode}: {await errors}");
            return document;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string? OnPath() => (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from name in s_names
        let file = Path.Combine(folder, name)
        where folder.Length > 0 && File.Exists(file)
        select file).FirstOrDefault();
}
