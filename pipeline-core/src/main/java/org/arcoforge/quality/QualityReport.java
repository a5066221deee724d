package org.arcoforge.quality;

import com.google.auto.value.AutoBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A quality report says of one published version what its values look like, and what looks wrong.
 *
 * @param title of the data set, for people
 * @param version the run that published it
 * @param variables the data variables, in the order of the store
 * @param flags all that looks wrong, of coordinates first
 * @param policies what the recipe's policies left out or filled, as the store says it
 * @param objectsRead stored objects that it was made of, each time that one was looked at
 * @param bytesDecoded bytes of their chunks, decoded
 */
public record QualityReport(
    String title,
    String version,
    List<VariableQuality> variables,
    List<QualityFlag> flags,
    Map<String, Object> policies,
    long objectsRead,
    long bytesDecoded) {
  /** Copies the lists. */
  public QualityReport {
    variables = List.copyOf(variables);
    flags = List.copyOf(flags);
    policies = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(policies));
  }

  /** Checks the variables, once: their planes are looked through. */
  static QualityReport of(
      String title,
      String version,
      List<VariableQuality> variables,
      List<QualityFlag> coordinateFlags,
      Map<String, Object> policies,
      long objectsRead,
      long bytesDecoded) {
    List<QualityFlag> flags = new ArrayList<>(coordinateFlags);
    variables.forEach(v -> flags.addAll(v.flags()));
    return new QualityReport(title, version, variables, flags, policies, objectsRead, bytesDecoded);
  }

  /** Returns a builder of a report without variables. */
  public static Builder builder() {
    return new AutoBuilder_QualityReport_Builder()
        .variables(List.of())
        .coordinateFlags(List.of())
        .policies(Map.of())
        .objectsRead(0)
        .bytesDecoded(0);
  }

  /** Builds a {@link QualityReport}; what is not set is empty or zero. */
  @AutoBuilder(callMethod = "of")
  public interface Builder {
    /** Sets {@link QualityReport#title()}. */
    Builder title(String title);

    /** Sets {@link QualityReport#version()}. */
    Builder version(String version);

    /** Sets {@link QualityReport#variables()}. */
    Builder variables(List<VariableQuality> variables);

    /** Sets what looks wrong about coordinates. */
    Builder coordinateFlags(List<QualityFlag> coordinateFlags);

    /** Sets {@link QualityReport#policies()}. */
    Builder policies(Map<String, Object> policies);

    /** Sets {@link QualityReport#objectsRead()}. */
    Builder objectsRead(long objectsRead);

    /** Sets {@link QualityReport#bytesDecoded()}. */
    Builder bytesDecoded(long bytesDecoded);

    /** Returns the value; what has no default must be set. */
    QualityReport build();
  }
}
