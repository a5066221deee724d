package org.arcoforge.bake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.value.AutoBuilder;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.source.SourceOpener.FetchCounts;

/**
 * A bake report says what became of one recipe; it is the line of {@code --report}.
 *
 * @param status what the bake came to
 * @param recipe id
 * @param version empty if there is none
 * @param store URL of the Zarr group; empty if there is none
 * @param catalogItem URL of the STAC item; empty if there is none
 * @param quality URL of the quality report, beside which its pictures are; empty if there is none
 * @param qualityFlags what looks wrong by that report, for people
 * @param chunksWritten objects of all arrays, coordinates included
 * @param chunksReused objects that were there from a run before
 * @param bytesRead of sources
 * @param bytesWritten of objects and metadata
 * @param seconds from begin to end
 * @param problems what went wrong, for people
 * @param outcome decides the exit code
 * @param failedSources files that could not be had or used
 * @param hosts how often servers were asked for sources, and why again
 * @param origin image and commit, as far as they are known
 */
public record BakeReport(
    BakeStatus status,
    String recipe,
    String version,
    String store,
    String catalogItem,
    String quality,
    List<String> qualityFlags,
    long chunksWritten,
    long chunksReused,
    long bytesRead,
    long bytesWritten,
    double seconds,
    List<String> problems,
    @JsonProperty Outcome outcome,
    List<FailedSource> failedSources,
    FetchCounts hosts,
    Origin origin)
    implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Copies the lists; reports of old have neither failed sources, nor counts, nor a quality report.
   */
  public BakeReport {
    quality = quality == null ? "" : quality;
    qualityFlags = qualityFlags == null ? List.of() : List.copyOf(qualityFlags);
    problems = List.copyOf(problems);
    failedSources = failedSources == null ? List.of() : List.copyOf(failedSources);
    hosts = hosts == null ? FetchCounts.none() : hosts;
    origin = origin == null ? Origin.unknown() : origin;
  }

  /** Reads a report that {@link #encode} wrote. */
  public static BakeReport decode(byte[] json) throws IOException {
    return JSON.readValue(json, BakeReport.class);
  }

  /** Writes the report as one JSON object in one line, in UTF-8. */
  public byte[] encode() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers only
    }
  }

  /** Returns nothing was published. */
  public static BakeReport failed(String recipe, Outcome outcome, List<String> problems) {
    return builder()
        .status(BakeStatus.FAILED)
        .recipe(recipe)
        .problems(problems)
        .outcome(outcome)
        .build();
  }

  /** Returns the same with the sources that failed. */
  public BakeReport withFailedSources(List<FailedSource> letters) {
    return toBuilder().failedSources(letters).build();
  }

  /** Returns the same with more requests to servers. */
  public BakeReport withFetches(FetchCounts more) {
    return toBuilder().hosts(hosts.plus(more)).build();
  }

  /** Returns the same with what is known of its origin, unless it says so itself. */
  public BakeReport withOrigin(Origin other) {
    return origin.known() ? this : toBuilder().origin(other).build();
  }

  /** Returns the same with other problems. */
  public BakeReport withProblems(List<String> other) {
    return toBuilder().problems(other).build();
  }

  /** Returns the same with a duration. */
  public BakeReport withSeconds(double time) {
    return toBuilder().seconds(time).build();
  }

  /** Returns the same with more to tell people, after what it tells already. */
  public BakeReport withMoreProblems(List<String> more) {
    Set<String> all = new LinkedHashSet<>(problems); // workers may have told it
    all.addAll(more);
    return withProblems(List.copyOf(all));
  }

  /** Returns a builder of a report of which nothing was done. */
  public static Builder builder() {
    return new AutoBuilder_BakeReport_Builder()
        .version("")
        .store("")
        .catalogItem("")
        .quality("")
        .qualityFlags(List.of())
        .chunksWritten(0)
        .chunksReused(0)
        .bytesRead(0)
        .bytesWritten(0)
        .seconds(0)
        .problems(List.of())
        .failedSources(List.of())
        .hosts(FetchCounts.none())
        .origin(Origin.unknown());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_BakeReport_Builder(this);
  }

  /** Builds a {@link BakeReport}; what is not set is empty or zero. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link BakeReport#status()}. */
    Builder status(BakeStatus status);

    /** Sets {@link BakeReport#recipe()}. */
    Builder recipe(String recipe);

    /** Sets {@link BakeReport#version()}. */
    Builder version(String version);

    /** Sets {@link BakeReport#store()}. */
    Builder store(String store);

    /** Sets {@link BakeReport#catalogItem()}. */
    Builder catalogItem(String catalogItem);

    /** Sets {@link BakeReport#quality()}. */
    Builder quality(String quality);

    /** Sets {@link BakeReport#qualityFlags()}. */
    Builder qualityFlags(List<String> qualityFlags);

    /** Sets {@link BakeReport#chunksWritten()}. */
    Builder chunksWritten(long chunksWritten);

    /** Sets {@link BakeReport#chunksReused()}. */
    Builder chunksReused(long chunksReused);

    /** Sets {@link BakeReport#bytesRead()}. */
    Builder bytesRead(long bytesRead);

    /** Sets {@link BakeReport#bytesWritten()}. */
    Builder bytesWritten(long bytesWritten);

    /** Sets {@link BakeReport#seconds()}. */
    Builder seconds(double seconds);

    /** Sets {@link BakeReport#problems()}. */
    Builder problems(List<String> problems);

    /** Sets {@link BakeReport#outcome()}. */
    Builder outcome(Outcome outcome);

    /** Sets {@link BakeReport#failedSources()}. */
    Builder failedSources(List<FailedSource> failedSources);

    /** Sets {@link BakeReport#hosts()}. */
    Builder hosts(FetchCounts hosts);

    /** Sets {@link BakeReport#origin()}. */
    Builder origin(Origin origin);

    /** Returns the value; what has no default must be set. */
    BakeReport build();
  }
}
