package org.arcoforge.runners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.arcoforge.bake.Bakery;
import org.arcoforge.bake.Outcome;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine.Option;

/** These options choose the bakery. */
final class BakeryOptions {
  @Option(
      names = "--bakery",
      paramLabel = "NAME|FILE",
      description =
          "local (default), or a YAML file with scratch, persistent, catalog and cache URLs.")
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

  /**
   * Returns the bakery that was asked for.
   *
   * @throws CommandException if the file cannot be read or lacks a store, or the folder cannot be
   *     one
   */
  Bakery bakery() {
    if (isLocal()) {
      checkRoot();
      return Bakery.local(root).withPublicUrl(checkedPublicUrl());
    }
    Bakery read = read(Path.of(bakery));
    return publicUrl.isEmpty() ? read : read.withPublicUrl(checkedPublicUrl());
  }

  private String checkedPublicUrl() {
    if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[^/?#]+[^?#]*")) {
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

  private static Bakery read(Path file) {
    JsonNode yaml;
    try {
      Object loaded =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      yaml = new ObjectMapper().valueToTree(loaded);
    } catch (IOException e) {
      throw new CommandException(
          Outcome.INVALID, "--bakery " + file + " is neither 'local' nor a file that can be read");
    } catch (RuntimeException e) {
      throw new CommandException(Outcome.INVALID, "--bakery " + file + ": " + e.getMessage());
    }
    return new Bakery(
            url(file, yaml, "scratch"),
            url(file, yaml, "persistent"),
            url(file, yaml, "catalog"),
            yaml.hasNonNull("cache") ? url(file, yaml, "cache") : "")
        .withPublicUrl(yaml.hasNonNull("public_url") ? url(file, yaml, "public_url") : "");
  }

  private static String url(Path file, JsonNode yaml, String key) {
    String url = yaml.path(key).asText("");
    if (url.isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          file
              + ": `"
              + key
              + "` is missing; write "
              + key
              + ": gs://bucket/folder or s3://bucket/folder");
    }
    return url.endsWith("/") ? url : url + "/";
  }
}
