package org.arcoforge.quality;

import com.google.auto.value.AutoBuilder;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A variable quality is what the report says of one data variable.
 *
 * @param variable name, type, dimensions and attributes
 * @param statistics of all values; null if nobody looked at them all
 * @param plane what is drawn; null where nothing suits
 * @param histogram of the values of the plane; null without one
 * @param timeDimension name of the time axis; empty if it has none
 * @param means area means at sampled positions of the time axis, weighted by the cosine of the
 *     latitude where there is one
 * @param rowMeans plain means of each row of stored objects, over the whole time axis
 * @param times of the positions of {@code means}, as texts
 * @param ends times of the first and of the last position of the axis; empty without one
 * @param completeness along the time axis
 * @param notes what was not done, and why
 */
public record VariableQuality(
    Variable variable,
    @Nullable Statistics statistics,
    @Nullable Plane plane,
    @Nullable Histogram histogram,
    String timeDimension,
    TimeSeries means,
    TimeSeries rowMeans,
    List<String> times,
    List<String> ends,
    Completeness completeness,
    List<String> notes) {
  /** Copies the lists. */
  public VariableQuality {
    times = List.copyOf(times);
    ends = List.copyOf(ends);
    notes = List.copyOf(notes);
  }

  /** Returns what looks wrong. */
  public List<QualityFlag> flags() {
    return VariableChecks.flags(this);
  }

  /** Returns what was not done, and what could not be checked. */
  public List<String> allNotes() {
    List<String> all = new ArrayList<>(notes);
    StandardNames.note(variable).ifPresent(all::add);
    return all;
  }

  /** Returns the units; empty if it has none. */
  public String units() {
    return variable.attributes().text("units").orElse("");
  }

  /** Returns a builder of a variable of which nothing is known but its description. */
  public static Builder builder() {
    return new AutoBuilder_VariableQuality_Builder()
        .timeDimension("")
        .means(TimeSeries.none())
        .rowMeans(TimeSeries.none())
        .times(List.of())
        .ends(List.of())
        .completeness(new Completeness(List.of()))
        .notes(List.of());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_VariableQuality_Builder(this);
  }

  /** Builds a {@link VariableQuality}; what is not set is not known. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link VariableQuality#variable()}. */
    Builder variable(Variable variable);

    /** Sets {@link VariableQuality#statistics()}. */
    Builder statistics(@Nullable Statistics statistics);

    /** Sets {@link VariableQuality#plane()}. */
    Builder plane(@Nullable Plane plane);

    /** Sets {@link VariableQuality#histogram()}. */
    Builder histogram(@Nullable Histogram histogram);

    /** Sets {@link VariableQuality#timeDimension()}. */
    Builder timeDimension(String timeDimension);

    /** Sets {@link VariableQuality#means()}. */
    Builder means(TimeSeries means);

    /** Sets {@link VariableQuality#rowMeans()}. */
    Builder rowMeans(TimeSeries rowMeans);

    /** Sets {@link VariableQuality#times()}. */
    Builder times(List<String> times);

    /** Sets {@link VariableQuality#ends()}. */
    Builder ends(List<String> ends);

    /** Sets {@link VariableQuality#completeness()}. */
    Builder completeness(Completeness completeness);

    /** Sets {@link VariableQuality#notes()}. */
    Builder notes(List<String> notes);

    /** Returns the value; what has no default must be set. */
    VariableQuality build();
  }
}
