package org.arcoforge.bakery;

import com.google.auto.value.AutoBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.arcoforge.source.Reach;
import org.arcoforge.store.ObjectStores;

/**
 * A bakery says where a recipe is baked, on what, and what is allowed there. URLs of stores end in
 * {@code /}.
 *
 * @param name by which it is known
 * @param scratch expires; for pruned bakes, and for intermediate arrays while a bake runs
 * @param persistent written create-only by bakes, read by everybody
 * @param catalog STAC documents and leases
 * @param cache of fetched files; empty for none
 * @param publicUrl at which others read the persistent store; empty if where it is written
 * @param runner what bakes run on
 * @param reach local files, hosts and secrets that feedstocks can get at
 * @param prices for estimates
 * @param limits of a bake
 * @param policy who may write where
 */
public record Bakery(
    String name,
    String scratch,
    String persistent,
    String catalog,
    String cache,
    String publicUrl,
    RunnerChoice runner,
    Reach reach,
    Prices prices,
    Limits limits,
    WritePolicy policy) {
  /** Makes a bakery of one's own: everything is allowed to its feedstocks. */
  public Bakery(String scratch, String persistent, String catalog, String cache) {
    this(
        "local",
        scratch,
        persistent,
        catalog,
        cache,
        "",
        RunnerChoice.none(),
        Reach.own(),
        Prices.standard(),
        Limits.none(),
        WritePolicy.none());
  }

  /** Returns the same whose feedstocks can get at other files, hosts and secrets. */
  public Bakery withReach(Reach other) {
    return toBuilder().reach(other).build();
  }

  /** Returns the same, whose persistent store others read at that URL. */
  public Bakery withPublicUrl(String url) {
    return toBuilder().publicUrl(folder(url)).build();
  }

  /** Returns the same with other limits of a bake. */
  public Bakery withLimits(Limits other) {
    return toBuilder().limits(other).build();
  }

  static String folder(String url) {
    return url.isEmpty() || url.endsWith("/") ? url : url + "/";
  }

  /**
   * Returns where a plan, which writes nothing else, may keep the headers that it reads: the cache,
   * unless it is in a local folder that is not there yet. Empty if nowhere.
   */
  public String headers() {
    Optional<Path> folder = cache.isEmpty() ? Optional.empty() : ObjectStores.localPath(cache);
    Path parent = folder.map(Path::getParent).orElse(null);
    return parent == null || Files.isDirectory(parent) ? cache : "";
  }

  /** Returns its stores by the keys that name them, those that there are. */
  public List<Place> places() {
    return List.of(
            new Place("scratch", scratch),
            new Place("persistent", persistent),
            new Place("catalog", catalog),
            new Place("cache", cache))
        .stream()
        .filter(p -> !p.url().isEmpty())
        .toList();
  }

  /** A place is a store of a bakery. */
  public record Place(String key, String url) {}

  /** Returns a bakery of local folders, laid out as the buckets are. */
  public static Bakery local(Path root) {
    String base = folder(root.toAbsolutePath().normalize().toUri().toString());
    return new Bakery(
        base + "scratch/", base + "persistent-ro/", base + "catalog/", base + "cache/");
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_Bakery_Builder(this);
  }

  /** Builds a {@link Bakery}. */
  @AutoBuilder(ofClass = Bakery.class)
  public interface Builder {
    /** Sets {@link Bakery#name()}. */
    Builder name(String name);

    /** Sets {@link Bakery#scratch()}. */
    Builder scratch(String url);

    /** Sets {@link Bakery#persistent()}. */
    Builder persistent(String url);

    /** Sets {@link Bakery#catalog()}. */
    Builder catalog(String url);

    /** Sets {@link Bakery#cache()}. */
    Builder cache(String url);

    /** Sets {@link Bakery#publicUrl()}. */
    Builder publicUrl(String url);

    /** Sets {@link Bakery#runner()}. */
    Builder runner(RunnerChoice runner);

    /** Sets {@link Bakery#reach()}. */
    Builder reach(Reach reach);

    /** Sets {@link Bakery#prices()}. */
    Builder prices(Prices prices);

    /** Sets {@link Bakery#limits()}. */
    Builder limits(Limits limits);

    /** Sets {@link Bakery#policy()}. */
    Builder policy(WritePolicy policy);

    /** Returns the bakery. */
    Bakery build();
  }
}
