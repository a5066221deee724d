package org.arcoforge.bake;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.Set;
import org.arcoforge.bakery.Bakery.Limits;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.Reach;
import org.arcoforge.source.Sources.Cache;

/**
 * A bake config is all that a bake of one recipe needs to know, frozen when it begins.
 *
 * @param feedstock who made the data; its recipes are not used
 * @param recipe with a resolved pattern
 * @param run names the run
 * @param recipeStore URL of the store in which the recipe's versions are
 * @param scratch URL of the recipe's folder in scratch, where intermediate arrays are for the time
 *     of a bake
 * @param catalog URL of the catalog; empty for a pruned bake, which registers nothing
 * @param cache of fetched files
 * @param headers URL of the cache of scanned headers; empty for none
 * @param reach local files, hosts and secrets that the recipe can get at
 * @param limits beyond which its plan is refused
 * @param publicUrl at which others read what is in the recipe's store; empty if where it is written
 * @param sequence of the lease that the bake is made under: orders the versions of the recipe; 0 if
 *     there is none
 * @param retried URLs, without secrets, of the sources that failed in the run before, which this
 *     one asks for again, and for nothing else; empty if it asks for all
 * @param resources what a step may use in one process
 * @param software name and version of this software
 * @param origin of the feedstock; the image is that of who publishes
 */
public record BakeConfig(
    Feedstock feedstock,
    Recipe recipe,
    RunId run,
    String recipeStore,
    String scratch,
    String catalog,
    Cache cache,
    String headers,
    Reach reach,
    Limits limits,
    String publicUrl,
    long sequence,
    Set<String> retried,
    Resources resources,
    String software,
    Origin origin)
    implements Serializable {
  /** Copies the set. */
  public BakeConfig {
    retried = Set.copyOf(retried);
  }

  /** Returns whether this is a pruned bake into scratch. */
  public boolean isPruned() {
    return catalog.isEmpty();
  }

  /** Returns the same as another run. */
  public BakeConfig withRun(RunId other) {
    return toBuilder().run(other).build();
  }

  /** Returns the same with another recipe, as one with a resolved pattern. */
  public BakeConfig withRecipe(Recipe other) {
    return toBuilder().recipe(other).build();
  }

  /** Returns the same with another cache of scanned headers. */
  public BakeConfig withHeaders(String url) {
    return toBuilder().headers(url).build();
  }

  /** Returns the same as a run that asks for these sources again. */
  public BakeConfig withRetried(Set<String> urls) {
    return toBuilder().retried(urls).build();
  }

  /** Returns the same under a lease of another sequence. */
  public BakeConfig withSequence(long other) {
    return toBuilder().sequence(other).build();
  }

  /**
   * Returns a builder of a bake without catalog, caches, lease and limits, of who bakes what is
   * theirs.
   */
  public static Builder builder() {
    return new AutoBuilder_BakeConfig_Builder()
        .catalog("")
        .cache(Cache.at(""))
        .headers("")
        .reach(Reach.own())
        .limits(Limits.none())
        .publicUrl("")
        .sequence(0)
        .retried(Set.of())
        .origin(Origin.unknown());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_BakeConfig_Builder(this);
  }

  /** Builds a {@link BakeConfig}; without catalog, caches and lease if none are set. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link BakeConfig#feedstock()}. */
    Builder feedstock(Feedstock feedstock);

    /** Sets {@link BakeConfig#recipe()}. */
    Builder recipe(Recipe recipe);

    /** Sets {@link BakeConfig#run()}. */
    Builder run(RunId run);

    /** Sets {@link BakeConfig#recipeStore()}. */
    Builder recipeStore(String recipeStore);

    /** Sets {@link BakeConfig#scratch()}. */
    Builder scratch(String scratch);

    /** Sets {@link BakeConfig#catalog()}. */
    Builder catalog(String catalog);

    /** Sets {@link BakeConfig#cache()}. */
    Builder cache(Cache cache);

    /** Sets a cache without limits by its URL; empty for none. */
    default Builder cache(String url) {
      return cache(Cache.at(url));
    }

    /** Sets {@link BakeConfig#headers()}. */
    Builder headers(String headers);

    /** Sets {@link BakeConfig#reach()}. */
    Builder reach(Reach reach);

    /** Sets {@link BakeConfig#limits()}. */
    Builder limits(Limits limits);

    /** Sets {@link BakeConfig#publicUrl()}. */
    Builder publicUrl(String publicUrl);

    /** Sets {@link BakeConfig#sequence()}. */
    Builder sequence(long sequence);

    /** Sets {@link BakeConfig#retried()}. */
    Builder retried(Set<String> urls);

    /** Sets {@link BakeConfig#resources()}. */
    Builder resources(Resources resources);

    /** Sets {@link BakeConfig#software()}. */
    Builder software(String software);

    /** Sets {@link BakeConfig#origin()}. */
    Builder origin(Origin origin);

    /** Returns the value; what has no default must be set. */
    BakeConfig build();
  }
}
