package org.arcoforge.bake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.source.SourceException;

/**
 * A failed source is the dead letter of a file that a bake could not have, or not use: what {@code
 * arco bake --retry-failed} asks for again.
 *
 * @param url without secrets
 * @param attempts how often it was asked for
 * @param reason its class, one of {@link org.arcoforge.source.SourceException.Reason}
 * @param permanent whether asking again, with nothing else changed, cannot help
 * @param lastError what was said last, without secrets
 * @param step of the bake: {@link #SCAN} or {@link #TILES}
 */
@JsonPropertyOrder({"url", "attempts", "class", "permanent", "lastError", "step"})
public record FailedSource(
    String url,
    int attempts,
    @JsonProperty("class") String reason,
    boolean permanent,
    String lastError,
    String step)
    implements Serializable {
  /** While headers were read. */
  public static final String SCAN = "scan";

  /** While values were read, or read back. */
  public static final String TILES = "tiles";

  /** So many are kept of one bake. */
  public static final int MOST = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the letter of a file that could not be scanned. */
  public static FailedSource of(SourceFailure f) {
    return new FailedSource(
        f.url(), f.attempts(), f.reason(), f.permanent(), error(f.url(), f.message()), SCAN);
  }

  /** Returns the letter of the source whose failure an exception is, or comes from, if it does. */
  public static Optional<FailedSource> of(Throwable thrown, String step) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SourceException e) {
        String error = error(e.url(), String.valueOf(e.getMessage()));
        String reason = e.reason().toString();
        return Optional.of(
            new FailedSource(e.url(), e.attempts(), reason, !e.mayPass(), error, step));
      }
    }
    return Optional.empty();
  }

  /** What is said after the URL, which stands in a field of its own. */
  private static String error(String url, String message) {
    return message.startsWith(url + ": ") ? message.substring(url.length() + 2) : message;
  }

  /** Returns one letter a URL, sorted: the last of several. */
  public static List<FailedSource> distinct(Collection<FailedSource> all) {
    TreeMap<String, FailedSource> byUrl = new TreeMap<>();
    all.forEach(f -> byUrl.put(f.url(), f));
    List<FailedSource> sorted = new ArrayList<>(byUrl.values());
    return List.copyOf(sorted.subList(0, Math.min(MOST, sorted.size())));
  }

  /**
   * Leaves letters in a run's folder, one a URL, without what a recipe says are secrets, and
   * returns them as they were left: from there the next run takes what it asks for again.
   */
  public static List<FailedSource> keep(
      RunFolder folder, Redaction redaction, Collection<FailedSource> all) throws IOException {
    List<FailedSource> letters = distinct(all.stream().map(f -> f.shown(redaction)).toList());
    if (!letters.isEmpty()) {
      folder.saveFailedSources(encode(letters));
    }
    return letters;
  }

  /** Returns the same without what a recipe says are secrets. */
  public FailedSource shown(Redaction redaction) {
    return new FailedSource(
        redaction.text(url), attempts, reason, permanent, redaction.text(lastError), step);
  }

  /** Writes letters as JSON Lines, in UTF-8. */
  public static byte[] encode(List<FailedSource> letters) {
    StringBuilder lines = new StringBuilder();
    for (FailedSource letter : letters) {
      try {
        lines.append(JSON.writeValueAsString(letter)).append('\n');
      } catch (IOException e) {
        throw new IllegalStateException(e); // texts and numbers only
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #encode} wrote. */
  public static List<FailedSource> decode(byte[] lines) throws IOException {
    List<FailedSource> letters = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
      if (!line.isBlank()) {
        letters.add(JSON.readValue(line, FailedSource.class));
      }
    }
    return letters;
  }

  /** Returns the sources that workers of a run noted as failed before the job failed. */
  public static List<FailedSource> noted(RunFolder run) throws IOException {
    List<FailedSource> noted = new ArrayList<>();
    for (byte[] lines : run.notedFailedSources()) {
      noted.addAll(decode(lines));
    }
    return noted;
  }
}
