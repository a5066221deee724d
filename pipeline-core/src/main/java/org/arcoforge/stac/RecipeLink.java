package org.arcoforge.stac;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** Tells where a recipe is to be read as it was baked, on hosts whose pages are known. */
final class RecipeLink {
  private RecipeLink() {}

  /**
   * Returns the page of the recipe's file in its commit; empty if the host is another one, or the
   * file was not as in that commit.
   *
   * @param processing as a provenance has it: repository, commit, recipe_path, dirty
   */
  static Optional<String> of(Map<String, Object> processing) {
    if (!(processing.get("repository") instanceof String repository)
        || !(processing.get("commit") instanceof String commit)
        || !(processing.get("recipe_path") instanceof String path)
        || !Boolean.FALSE.equals(processing.get("dirty"))) {
      return Optional.empty();
    }
    try {
      String host = String.valueOf(new URI(repository).getHost());
      String blob = host.startsWith("gitlab.") ? "/-/blob/" : "/blob/";
      if (!host.equals("github.com") && !host.startsWith("gitlab.")) {
        return Optional.empty();
      }
      String encoded = new URI(null, null, "/" + path, null).getRawPath();
      return Optional.of(repository + blob + commit + encoded);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
