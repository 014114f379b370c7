using System.CommandLine;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Commands;

/// <summary>Downloads a model from a hub.</summary>
internal static class PullCommand
{
    public static Command Create()
    {
        var repository = new Argument<string>("repository") { Description = "The repository, as org/name.", HelpName = "org/name" };
        var revision = new Option<string>("--revision") { Description = "Branch, tag or commit.", HelpName = "revision", DefaultValueFactory = _ => "main" };
        var cache = new Option<string?>("--cache") { Description = "Folder that repositories are kept in; by default $ATTENTIONGEN_CACHE, else attentiongen in the user's cache folder.", HelpName = "folder" };
        var endpoint = new Option<string?>("--endpoint") { Description = $"The hub's address; by default ${HubOptions.EndpointVariable}, else {HubOptions.PublicEndpoint}", HelpName = "url" };
        var command = new Command(
            "pull", $"Downloads a model from a Hugging Face hub and writes its folder's path. Stopped downloads go on where they were. An access token is taken from ${HubOptions.TokenVariable}.")
        {
            repository, revision, cache, endpoint,
        };
        command.Does((parsed, output, error) =>
        {
            using var interrupt = new Interrupt();
            var progress = new PullProgress(error);
            try
            {
                var options = HubOptions.FromEnvironment();
                if (parsed.GetValue(cache) is { Length: > 0 } folder)
                    options = options with { CacheFolder = folder };
                if (parsed.GetValue(endpoint) is { } address)
                    options = options with { Endpoint = new Uri(address, UriKind.RelativeOrAbsolute) };
                output.WriteLine(ModelHub.PullAsync(parsed.GetValue(repository)!, parsed.GetValue(revision)!, options, progress, interrupt.Token).GetAwaiter().GetResult());
                return ExitCode.Done;
            }
            catch (Exception e) when (e is ArgumentException or UriFormatException)
            {
                error.WriteLine(e.Message);
                return ExitCode.Usage;
            }
            catch (HubException e)
            {
                progress.EndLine();
                error.WriteLine(e.Message);
                return ExitCode.Problems;
            }
            catch (OperationCanceledException)
            {
                progress.EndLine();
                error.WriteLine("Stopped. The same command goes on from here.");
                return ExitCode.Cancelled;
            }
        });
        return command;
    }
}
