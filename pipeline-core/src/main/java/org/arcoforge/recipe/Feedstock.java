package org.arcoforge.recipe;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A feedstock says who made the data, under which licence, when it is baked, and holds the recipes.
 *
 * @param license SPDX id, or {@code other} with a link of rel {@code license}
 * @param doi as {@code 10.…/…}; null if none
 * @param citation how to cite the data; null if there is no text
 * @param publications papers about the data, or made with them
 * @param notebooks that show how the data are used
 * @param cron when to bake, as five cron fields; null if not scheduled
 * @param timeZone of the cron's times, {@code UTC} unless another is named
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
    List<Publication> publications,
    List<Notebook> notebooks,
    @Nullable String cron,
    String timeZone,
    List<Recipe> recipes)
    implements Serializable {
  /** Copies the lists. */
  public Feedstock {
    providers = List.copyOf(providers);
    maintainers = List.copyOf(maintainers);
    keywords = List.copyOf(keywords);
    links = List.copyOf(links);
    publications = List.copyOf(publications);
    notebooks = List.copyOf(notebooks);
    recipes = List.copyOf(recipes);
  }

  /** A provider made, processed, licensed or hosts the data, as in STAC. */
  public record Provider(String name, List<String> roles, @Nullable String url)
      implements Serializable {
    /** Copies the list. */
    public Provider {
      roles = List.copyOf(roles);
    }
  }

  /** A maintainer is a person who looks after the feedstock. */
  public record Maintainer(String name, @Nullable String github, @Nullable String orcid)
      implements Serializable {}

  /** This is a link to carry over to the catalog. */
  public record Link(String rel, String href, @Nullable String title) implements Serializable {}

  /**
   * A publication is a paper that the data set has to do with.
   *
   * @param doi as {@code 10.…/…}
   * @param citation how the paper is cited; null if nothing is said
   */
  public record Publication(String doi, @Nullable String citation) implements Serializable {}

  /**
   * A notebook uses the data set.
   *
   * @param title null if it has none
   */
  public record Notebook(String url, @Nullable String title) implements Serializable {}

  /** Returns the recipe of that id. */
  public Optional<Recipe> recipe(String recipeId) {
    return recipes.stream().filter(r -> r.id().equals(recipeId)).findFirst();
  }

  /** Returns a builder of a feedstock whose lists are empty. */
  public static Builder builder() {
    return new AutoBuilder_Feedstock_Builder()
        .providers(List.of())
        .maintainers(List.of())
        .keywords(List.of())
        .links(List.of())
        .publications(List.of())
        .notebooks(List.of())
        .timeZone("UTC")
        .recipes(List.of());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_Feedstock_Builder(this);
  }

  /** Builds a {@link Feedstock}; lists that are not set are empty. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link Feedstock#id()}. */
    Builder id(String id);

    /** Sets {@link Feedstock#title()}. */
    Builder title(String title);

    /** Sets {@link Feedstock#description()}. */
    Builder description(String description);

    /** Sets {@link Feedstock#license()}. */
    Builder license(String license);

    /** Sets {@link Feedstock#providers()}. */
    Builder providers(List<Provider> providers);

    /** Sets {@link Feedstock#maintainers()}. */
    Builder maintainers(List<Maintainer> maintainers);

    /** Sets {@link Feedstock#keywords()}. */
    Builder keywords(List<String> keywords);

    /** Sets {@link Feedstock#doi()}. */
    Builder doi(@Nullable String doi);

    /** Sets {@link Feedstock#citation()}. */
    Builder citation(@Nullable String citation);

    /** Sets {@link Feedstock#links()}. */
    Builder links(List<Link> links);

    /** Sets {@link Feedstock#publications()}. */
    Builder publications(List<Publication> publications);

    /** Sets {@link Feedstock#notebooks()}. */
    Builder notebooks(List<Notebook> notebooks);

    /** Sets {@link Feedstock#cron()}. */
    Builder cron(@Nullable String cron);

    /** Sets {@link Feedstock#timeZone()}. */
    Builder timeZone(String timeZone);

    /** Sets {@link Feedstock#recipes()}. */
    Builder recipes(List<Recipe> recipes);

    /** Returns the value; what has no default must be set. */
    Feedstock build();
  }
}
