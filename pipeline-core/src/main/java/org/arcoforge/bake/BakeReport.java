package org.arcoforge.bake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;

/**
 * What became of one recipe; the line of {@code --report}.
 *
 * @param status {@code published}, {@code unchanged}, {@code pruned}, {@code dry-run} or {@code
 *     failed}
 * @param recipe id
 * @param version empty if there is none
 * @param store URL of the Zarr group; empty if there is none
 * @param catalogItem URL of the STAC item; empty if there is none
 * @param chunksWritten objects of all arrays, coordinates included
 * @param chunksReused objects that were there from a run before
 * @param bytesRead of sources
 * @param bytesWritten of objects and metadata
 * @param seconds from begin to end
 * @param problems what went wrong, for people
 * @param outcome decides the exit code
 */
public record BakeReport(
    String status,
    String recipe,
    String version,
    String store,
    String catalogItem,
    long chunksWritten,
    long chunksReused,
    long bytesRead,
    long bytesWritten,
    double seconds,
    List<String> problems,
    @JsonProperty Outcome outcome)
    implements Serializable {
  /** Copies the list. */
  public BakeReport {
    problems = List.copyOf(problems);
  }

  /** Nothing was published. */
  public static BakeReport failed(String recipe, Outcome outcome, List<String> problems) {
    return new BakeReport("failed", recipe, "", "", "", 0, 0, 0, 0, 0, problems, outcome);
  }

  /** The same with other problems. */
  public BakeReport withProblems(List<String> other) {
    return new BakeReport(
        status,
        recipe,
        version,
        store,
        catalogItem,
        chunksWritten,
        chunksReused,
        bytesRead,
        bytesWritten,
        seconds,
        other,
        outcome);
  }

  /** The same with a duration. */
  public BakeReport withSeconds(double time) {
    return new BakeReport(
        status,
        recipe,
        version,
        store,
        catalogItem,
        chunksWritten,
        chunksReused,
        bytesRead,
        bytesWritten,
        time,
        problems,
        outcome);
  }

  /** The same with more to tell people, after what it tells already. */
  public BakeReport withMoreProblems(List<String> more) {
    List<String> all = new java.util.ArrayList<>(problems);
    all.addAll(more);
    return withProblems(all);
  }
}
