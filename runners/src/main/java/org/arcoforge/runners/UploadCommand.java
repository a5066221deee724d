package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.inbox.Inbox;
import org.arcoforge.inbox.Upload;
import org.arcoforge.recipe.Identifier;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.runners.text.StoreUrls;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Puts files into the inbox of a bakery: {@code arco upload}. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the files of a folder into the bakery's inbox, from where a recipe reads them by",
      "url: inbox://NAME. They appear together, when all are there; an upload that was stopped is run",
      "again and sends only what is missing. Hidden files and links to folders are left out."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco upload /lustre/project/run7 --feedstock my-model --bakery leap-gcp --dry-run",
      "  arco upload /lustre/project/run7 --feedstock my-model --bakery leap-gcp"
    })
final class UploadCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(paramLabel = "DIR", description = "Folder whose files are uploaded.")
  Path folder = Path.of("");

  @Option(
      names = "--feedstock",
      paramLabel = "ID|PATH",
      required = true,
      description = "The feedstock that they are for: its id, its feedstock.yaml or folder.")
  String feedstock = "";

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Another inbox than the bakery's; the feedstock's folder in it is made.")
  String to = "";

  @Option(
      names = "--replace",
      description = "Let files take names under which the inbox has other contents.")
  boolean replace;

  @Option(
      names = "--checksum",
      description =
          "Read files too whose size and time are those of the manifest, and compare their digests.")
  boolean checksum;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "4",
      description = "Files under way at once, each with up to 64 MiB (default: ${DEFAULT-VALUE}).")
  int threads;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new CommandException(Outcome.INVALID, folder + ": expected a folder that exists");
    }
    String id = id();
    String place = place(id);
    ProgressDisplay display = arco.display(spec);
    try (ObjectStore store = ObjectStores.open(place)) {
      Upload.Choices choices = new Upload.Choices(replace, checksum, threads, dryRun);
      Upload.Result result =
          new Upload(store, id, choices)
              .run(folder, (done, all) -> display.show("Uploading files", done, all));
      display.done();
      report(store.url(Inbox.MANIFEST), result);
    }
    return 0;
  }

  private String place(String id) {
    String inbox = to.isEmpty() ? bakeries.bakery().inbox() : StoreUrls.of(to);
    if (inbox.isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          "the bakery "
              + bakeries.bakery().name()
              + " has no inbox; its operator writes one (inbox: gs://bucket/inbox), or name one with"
              + " --to URL");
    }
    bakeries.bakery(); // so that its keys are used
    return (inbox.endsWith("/") ? inbox : inbox + "/") + id + "/";
  }

  private String id() {
    Optional<String> fault = Identifier.fault(feedstock);
    if (fault.isEmpty()) {
      return feedstock;
    }
    if (!Files.exists(Path.of(feedstock))) {
      throw new CommandException(Outcome.INVALID, "--feedstock " + feedstock + ": " + fault.get());
    }
    return FeedstockOptions.read(Path.of(feedstock)).id();
  }

  private void report(String manifest, Upload.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root =
          JsonText.object()
              .put("manifest", manifest)
              .put("dry_run", dryRun)
              .put("files", result.sent().size())
              .put("bytes", result.bytes())
              .put("bytes_sent", result.bytesSent())
              .put("unchanged", result.same());
      result.sent().forEach(root.putArray("names")::add);
      result.leftOut().forEach(root.putArray("left_out")::add);
      out.println(JsonText.of(root));
      return;
    }
    result.leftOut().forEach(text -> out.println("left out: " + text));
    if (dryRun) {
      result.sent().forEach(name -> out.println("would send " + name));
    }
    out.println(
        (dryRun ? "would upload " : "uploaded ")
            + HumanSizes.count(result.sent().size(), "file")
            + ", "
            + HumanSizes.text((double) result.bytes())
            + (dryRun ? "" : " (" + HumanSizes.text((double) result.bytesSent()) + " sent)")
            + "; "
            + result.same()
            + " there already");
    out.println("  manifest  " + manifest);
    out.println("  in a recipe  url: \"inbox://…\", or glob: \"inbox://**/*.nc\"");
  }
}
