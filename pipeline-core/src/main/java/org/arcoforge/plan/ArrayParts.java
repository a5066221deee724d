package org.arcoforge.plan;

import com.google.auto.value.AutoBuilder;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.plan.tiling.StagePlanner;
import org.jspecify.annotations.Nullable;

/**
 * Array parts hold all that one array of a plan is made of, as values that can be written down and
 * compared.
 *
 * @param layout name, type, shape, chunks, codec
 * @param encoding how its stored numbers stand for values
 * @param lossy whether the author asked for a type that may round
 * @param boundsOf the coordinate whose bounds these are; null if they are none
 * @param axes for each dimension which of the plan's concat axes runs along it, or -1
 * @param fixed for each dimension of the pattern the index that holds the values, or -1 where it
 *     varies
 * @param absent positions of files that have no such variable, to be filled
 * @param values all of them, where the plan holds them; null where they are read from sources
 * @param chosen its tiles, and the intermediate that they read, if there is one
 * @param copied objects that are copied from files without decoding; {@link #NOT_WANTED} if none is
 *     to be
 */
public record ArrayParts(
    ArrayLayout layout,
    CfEncoding encoding,
    boolean lossy,
    @Nullable String boundsOf,
    List<Integer> axes,
    List<Long> fixed,
    PositionSet absent,
    @Nullable Block values,
    StagePlanner.Chosen chosen,
    long copied) {
  /** What {@code copied} is where chunks of files are not to be copied. */
  public static final long NOT_WANTED = -1;

  /** Copies the lists. */
  public ArrayParts {
    axes = List.copyOf(axes);
    fixed = List.copyOf(fixed);
  }

  /** Returns a builder of an array that is read from all sources, decoded, and of no bounds. */
  public static Builder builder() {
    return new AutoBuilder_ArrayParts_Builder()
        .lossy(false)
        .absent(PositionSet.of())
        .copied(NOT_WANTED);
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_ArrayParts_Builder(this);
  }

  /** Builds {@link ArrayParts} value by value. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link ArrayParts#layout()}. */
    Builder layout(ArrayLayout layout);

    /** Sets {@link ArrayParts#encoding()}. */
    Builder encoding(CfEncoding encoding);

    /** Sets {@link ArrayParts#lossy()}. */
    Builder lossy(boolean lossy);

    /** Sets {@link ArrayParts#boundsOf()}. */
    Builder boundsOf(@Nullable String coordinate);

    /** Sets {@link ArrayParts#axes()}. */
    Builder axes(List<Integer> axes);

    /** Sets {@link ArrayParts#fixed()}. */
    Builder fixed(List<Long> fixed);

    /** Sets {@link ArrayParts#absent()}. */
    Builder absent(PositionSet positions);

    /** Sets {@link ArrayParts#values()}. */
    Builder values(@Nullable Block values);

    /** Sets {@link ArrayParts#chosen()}. */
    Builder chosen(StagePlanner.Chosen chosen);

    /** Sets {@link ArrayParts#copied()}. */
    Builder copied(long objects);

    /** Returns the value; what has no default must be set. */
    ArrayParts build();
  }
}
