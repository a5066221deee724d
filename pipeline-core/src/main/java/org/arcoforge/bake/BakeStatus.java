package org.arcoforge.bake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A bake status says what a bake of one recipe came to; a report holds it in the spelling of {@link
 * #toString()}.
 */
public enum BakeStatus {
  /** A new version is in the catalog. */
  @JsonProperty("published")
  PUBLISHED,
  /** The current version is all that this bake would have made; nothing was written. */
  @JsonProperty("unchanged")
  UNCHANGED,
  /** The first positions were baked into scratch; nothing was registered. */
  @JsonProperty("pruned")
  PRUNED,
  /** The bake was planned only. */
  @JsonProperty("dry-run")
  DRY_RUN,
  /** A job on other machines was launched, and nobody waited for its end. */
  @JsonProperty("launched")
  LAUNCHED,
  /** Nothing was published, and the problems say why. */
  @JsonProperty("failed")
  FAILED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
