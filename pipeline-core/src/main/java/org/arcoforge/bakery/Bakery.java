package org.arcoforge.bakery;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.source.Reach;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.store.ObjectStores;

/**
 * A bakery says where a recipe is baked, on what, and what is allowed there. URLs of stores end in
 * {@code /}.
 *
 * @param name by which it is known
 * @param scratch expires; for pruned bakes, and for intermediate arrays while a bake runs
 * @param persistent written create-only by bakes, read by everybody
 * @param catalog STAC documents and leases
 * @param cache of fetched files and their headers
 * @param inbox files that were uploaded, a folder for each feedstock; empty for none
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
    Cache cache,
    String inbox,
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
        Cache.at(cache),
        "",
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

  /** Returns where the files of a feedstock's inbox are; empty if there is no inbox. */
  public String inboxOf(String feedstock) {
    return inbox.isEmpty() ? "" : inbox + feedstock + "/";
  }

  static String folder(String url) {
    return url.isEmpty() || url.endsWith("/") ? url : url + "/";
  }

  /**
   * Returns where a plan, which writes nothing else, may keep the headers that it reads: the cache,
   * unless it is in a local folder that is not there yet. Empty if nowhere.
   */
  public String headers() {
    String url = cache.url();
    Optional<Path> folder = url.isEmpty() ? Optional.empty() : ObjectStores.localPath(url);
    Path parent = folder.map(Path::getParent).orElse(null);
    return parent == null || Files.isDirectory(parent) ? url : "";
  }

  /** Returns its stores by the keys that name them, those that there are. */
  public List<Place> places() {
    return List.of(
            new Place("scratch", scratch),
            new Place("persistent", persistent),
            new Place("catalog", catalog),
            new Place("cache", cache.url()))
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
            base + "scratch/", base + "persistent-ro/", base + "catalog/", base + "cache/")
        .toBuilder().inbox(base + "inbox/").build();
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
    Builder cache(Cache cache);

    /** Sets {@link Bakery#inbox()}. */
    Builder inbox(String url);

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

  /**
   * A runner choice says what bakes of a bakery run on, unless the command line says otherwise.
   *
   * @param name {@code direct}, {@code dataflow} or {@code flink}; empty for the usual one
   * @param options of the Beam runner
   */
  public record RunnerChoice(String name, Map<String, String> options) {
    /** Copies the map, in its order. */
    public RunnerChoice {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Returns the choice of a bakery that makes none. */
    public static RunnerChoice none() {
      return new RunnerChoice("", Map.of());
    }
  }

  /**
   * Prices are what a bakery's operator pays, for estimates.
   *
   * @param coreHour of one virtual processor for an hour
   * @param gigabyteHour of 10⁹ bytes of memory for an hour
   * @param thousandWrites of a thousand requests that create or list objects
   * @param currency in which they are, as USD
   */
  public record Prices(double coreHour, double gigabyteHour, double thousandWrites, String currency)
      implements Serializable {
    /** GB of memory that come with a processor. */
    public static final double MEMORY_PER_CORE = 4;

    /**
     * Returns the price of so many hours of a processor and its memory, and of so many requests.
     */
    public double of(double coreHours, long writes) {
      return coreHours * (coreHour + MEMORY_PER_CORE * gigabyteHour)
          + writes * thousandWrites / 1000;
    }

    /**
     * Returns list prices of Google Cloud of 2025 in us-central1: Dataflow batch, Cloud Storage.
     */
    public static Prices standard() {
      return new Prices(0.056, 0.003557, 0.005, "USD");
    }
  }

  /**
   * Limits are the most that one bake may take; {@link Long#MAX_VALUE} where there is none.
   *
   * @param objects that it writes, of all arrays
   * @param bytes of the result, uncompressed
   * @param workers at once
   * @param hours from beginning to end
   * @param cost of the workers, in the currency of {@link Prices}
   */
  public record Limits(long objects, long bytes, long workers, double hours, double cost)
      implements Serializable {
    /** Returns no limits. */
    public static Limits none() {
      double any = Double.POSITIVE_INFINITY;
      return new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, any, any);
    }

    /**
     * Returns why a plan is refused, with its figures and the keys of the bakery; empty if it keeps
     * within the limits.
     */
    public Optional<String> refuses(long plannedObjects, long plannedBytes) {
      StringBuilder why = new StringBuilder();
      if (plannedObjects > objects) {
        why.append(
            String.format(
                Locale.ROOT,
                "the plan has %,d objects, the bakery allows %,d (limits.objects)",
                plannedObjects,
                objects));
      }
      if (plannedBytes > bytes) {
        why.append(why.isEmpty() ? "the plan has " : "; it has ")
            .append(
                String.format(
                    Locale.ROOT,
                    "%,d bytes, the bakery allows %,d (limits.bytes)",
                    plannedBytes,
                    bytes));
      }
      return why.isEmpty()
          ? Optional.empty()
          : Optional.of(
              why
                  + ": choose larger chunks or fewer files, try a part of it with"
                  + " --prune N, or ask the bakery's operator");
    }
  }
}
