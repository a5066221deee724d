package org.arcoforge.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.runners.text.StoreUrls;
import org.arcoforge.source.Reach;
import org.arcoforge.store.ObjectStores;
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

  @Option(
      names = "--secret",
      paramLabel = "NEED=PLACE",
      description = {
        "Where the secret is that a recipe needs by name (access: {auth: NEED}): env:VARIABLE,",
        "file:PATH or netrc:HOST; then, if need be, how it is sent: ,as=bearer ,as=basic",
        ",as=query:KEY ,as=header:NAME ,as=earthdata_login ,as=private_key. Never the secret itself.",
        "May be repeated."
      })
  List<String> secrets = new ArrayList<>();

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
      Bakery bound = withSecrets(found);
      bound.reach().reachBuckets();
      read = publicUrl.isEmpty() ? bound : bound.withPublicUrl(checkedPublicUrl());
    }
    return read;
  }

  private Bakery withSecrets(Bakery found) {
    Reach reach = found.reach();
    try {
      return found.withReach(reach.withSecrets(reach.secrets().with(secrets)));
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes sure that the bakery lets somebody write what others read.
   *
   * @param url of what is written; what is not in the persistent store or the catalog is free
   * @param feedstock file or folder, of whose checkout the branch is
   * @throws IOException if its rules do not; the message cites the one and says what to do
   */
  void permit(WritePolicy.Kind kind, String url, @Nullable Path feedstock) throws IOException {
    Bakery found = bakery();
    if (isWithin(url, found.persistent()) || isWithin(url, found.catalog())) {
      found
          .policy()
          .check(
              found.name(),
              kind,
              WritePolicy.Writer.of(feedstock == null ? Path.of("") : feedstock));
    }
  }

  private static boolean isWithin(String url, String store) {
    if (store.isEmpty()) {
      return false;
    }
    Optional<Path> folder = ObjectStores.localPath(store);
    Optional<Path> place = ObjectStores.localPath(url);
    if (folder.isPresent() && place.isPresent()) { // which may be spelled in many ways
      return place
          .get()
          .toAbsolutePath()
          .normalize()
          .startsWith(folder.get().toAbsolutePath().normalize());
    }
    return (url.endsWith("/") ? url : url + "/").startsWith(store);
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
    if (!publicUrl.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
      throw new CommandException(
          Outcome.INVALID,
          "--public-url " + publicUrl + ": expected a URL such as https://data.example.org/arco/");
    }
    return publicUrl;
  }

  /**
   * Returns the catalog of a store: the one that was named, that of a bakery that was named and
   * holds the store, else null, for the one beside it.
   */
  @Nullable String catalogOf(@Nullable String named, String url) {
    if (named != null) {
      return StoreUrls.of(named);
    }
    boolean known = !isLocal() && isWithin(url, bakery().persistent());
    return known ? StoreUrls.of(bakery().catalog()) : null;
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
