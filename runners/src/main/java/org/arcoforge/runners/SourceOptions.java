package org.arcoforge.runners;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.source.Reach;
import picocli.CommandLine.Option;

/**
 * These options say which local files a feedstock may read. On the local bakery, where people bake
 * what is theirs, all; on any other, which bakes feedstocks of others, those beside the feedstock
 * and no others.
 */
final class SourceOptions {
  @Option(
      names = "--allow-files",
      paramLabel = "DIR",
      description = {
        "Let the feedstock read local files below DIR and beside itself, no others; may be repeated.",
        "Without it: all on the local bakery, only those beside the feedstock on others."
      })
  List<Path> folders = new ArrayList<>();

  /**
   * Returns the bakery with what the feedstock may read.
   *
   * @throws CommandException if a folder is none
   */
  Bakery restrict(Bakery bakery, boolean isLocal, Path feedstock) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new CommandException(
            Outcome.INVALID, "--allow-files " + folder + ": expected a folder that exists");
      }
    }
    if (folders.isEmpty() && isLocal) {
      return bakery;
    }
    Reach reach = bakery.reach();
    List<Path> all = new ArrayList<>(folders);
    reach.folders().forEach(f -> all.add(Path.of(f)));
    Path absolute = feedstock.toAbsolutePath().normalize();
    Path beside = Files.isDirectory(absolute) ? absolute : absolute.getParent();
    if (beside != null) {
      all.add(beside);
    }
    return bakery.withReach(reach.withFolders(all));
  }
}
