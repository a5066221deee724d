package org.arcoforge.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.bakery.Bakery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** These options choose the bakery. */
final class BakeryOptions {
  @Option(
      names = "--bakery",
      paramLabel = "NAME|FILE",
      description =
          "local (default), another that 'arco bakery list' shows, or a YAML file of your own.")
  String bakery = "local";

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Folder of the local bakery (default: ./arco-data).")
  Path root = Path.of("arco-data");

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = {
        "Where others read what is published (the persistent store): the catalog links there.",
        "Without it, links of a local catalog are relative; others name the bucket."
      })
  String publicUrl = "";

  private @Nullable Bakery read;

  /**
   * Returns the bakery that was asked for; it is read once.
   *
   * @throws CommandException if there is none, something is wrong in it, or the folder cannot be
   *     one
   */
  Bakery bakery() {
    if (read == null) {
      if (isLocal()) {
        checkRoot();
      }
      Bakery found = found();
      read = publicUrl.isEmpty() ? found : found.withPublicUrl(checkedPublicUrl());
    }
    return read;
  }

  private Bakery found() {
    Bakeries.Result result;
    try {
      result = Bakeries.read(bakery, root, System::getenv, true);
    } catch (IOException e) {
      throw new CommandException(Outcome.INVALID, "--bakery " + bakery + ": " + e.getMessage());
    }
    Bakery found = result.bakery();
    if (found == null) {
      throw new CommandException(Outcome.INVALID, Bakeries.told(result.problems()));
    }
    return found;
  }

  private String checkedPublicUrl() {
    if (!publicUrl.matches("https?://[^/?#]+[^?#]*")) {
      throw new CommandException(
          Outcome.INVALID,
          "--public-url " + publicUrl + ": expected a URL such as https://data.example.org/arco/");
    }
    return publicUrl;
  }

  /** Returns whether this is the bakery of local folders. */
  boolean isLocal() {
    return bakery.equals("local");
  }

  /** What is there of the path must be a folder. */
  private void checkRoot() {
    Path there = root.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && !Files.isDirectory(there)) {
      boolean isRoot = there.equals(root.toAbsolutePath().normalize());
      throw new CommandException(
          Outcome.INVALID,
          "--root "
              + root
              + (isRoot ? " is a file" : " cannot be made: " + there + " is a file")
              + "; name a folder to write to");
    }
  }
}
