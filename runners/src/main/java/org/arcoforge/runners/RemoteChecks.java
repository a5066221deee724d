package org.arcoforge.runners;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.store.ObjectStores;

/** Refuses, before a job is launched, what its workers cannot see: files of this machine. */
final class RemoteChecks {
  private RemoteChecks() {}

  /**
   * Makes sure that machines elsewhere can read and write what a bake reads and writes.
   *
   * @throws CommandException if not; the message says what to do
   */
  static void check(Bakery bakery, Recipe recipe) {
    for (Bakery.Place place : bakery.places()) {
      if (!place.key().equals("cache") && ObjectStores.localPath(place.url()).isPresent()) {
        throw new CommandException(
            Outcome.INVALID,
            "the bakery "
                + bakery.name()
                + " has its "
                + place.key()
                + " at "
                + place.url()
                + ", a folder of this machine, which Dataflow's workers do not see; name a bakery"
                + " of buckets, as --bakery leap-gcp, or bake here: --runner direct");
      }
    }
    Optional<String> local =
        texts(recipe.pattern().urls()).filter(RemoteChecks::isLocal).findFirst();
    if (local.isPresent()) {
      throw new CommandException(
          Outcome.INVALID,
          "the recipe "
              + recipe.id()
              + " reads "
              + local.get()
              + ", a file of this machine, which Dataflow's workers do not see; bring the files to"
              + " a bucket ('arco upload' does, where the bakery has an inbox) and write its URL in"
              + " the recipe, or bake here: --runner direct");
    }
  }

  private static boolean isLocal(String url) {
    return url.matches("(?is)file:.*") || !url.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
  }

  /** The URLs of a pattern, as they are written. */
  static Stream<String> texts(Urls urls) {
    if (urls instanceof Urls.Files files) {
      return files.files().stream();
    }
    return urls instanceof Urls.Glob glob
        ? List.of(glob.glob()).stream()
        : urls.templates().stream().map(UrlTemplate::toString);
  }
}
