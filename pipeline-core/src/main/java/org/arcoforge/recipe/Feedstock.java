package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who made the data, under which licence, when it is baked, and the recipes.
 *
 * @param license SPDX id, or {@code other} with a link of rel {@code license}
 * @param doi as {@code 10.…/…}; null if none
 * @param citation how to cite the data; null if there is no text
 * @param cron when to bake, as five cron fields; null if not scheduled
 */
public record Feedstock(
    String id,
    String title,
    String description,
    String license,
    List<Provider> providers,
    List<Maintainer> maintainers,
    List<String> keywords,
    @Nullable String doi,
    @Nullable String citation,
    List<Link> links,
    @Nullable String cron,
    List<Recipe> recipes)
    implements Serializable {
  /** Copies the lists. */
  public Feedstock {
    providers = List.copyOf(providers);
    maintainers = List.copyOf(maintainers);
    keywords = List.copyOf(keywords);
    links = List.copyOf(links);
    recipes = List.copyOf(recipes);
  }

  /** Who made, processed, licensed or hosts the data, as in STAC. */
  public record Provider(String name, List<String> roles, @Nullable String url)
      implements Serializable {
    /** Copies the list. */
    public Provider {
      roles = List.copyOf(roles);
    }
  }

  /** Who looks after the feedstock. */
  public record Maintainer(String name, @Nullable String github, @Nullable String orcid)
      implements Serializable {}

  /** A link to carry over to the catalog. */
  public record Link(String rel, String href, @Nullable String title) implements Serializable {}

  /** The recipe of that id. */
  public Optional<Recipe> recipe(String recipeId) {
    return recipes.stream().filter(r -> r.id().equals(recipeId)).findFirst();
  }
}
