package org.arcoforge.recipe;

import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.Position;

/**
 * A custom transform is one that a recipe class brings along, for what the others do not cover. It
 * says what each file becomes, and computes values box by box, on many machines at once: it must be
 * serializable, keep no state, make no input or output, and give the same values whatever boxes are
 * asked for. {@link CustomTransformCheck} holds it against all of this in a unit test.
 *
 * <p>Like other transforms it works on variables as they are stored: what is packed or masked is so
 * here, and its attributes say so.
 */
public non-sealed interface CustomTransform extends Transform {
  /**
   * Returns what a written recipe calls it. It is stored with the data and tells one recipe from
   * another: change it when the values change, as in {@code RelativeHumidity-2}.
   */
  default String name() {
    return getClass().getSimpleName();
  }

  @Override
  default <R> R match(Cases<R> cases) {
    return cases.custom(this);
  }

  /**
   * Returns what a file becomes.
   *
   * @param file what the transforms before have made of it
   * @param position the file's place in the pattern
   * @throws IllegalArgumentException if the file does not have what this needs; the message says
   *     what was expected and found
   */
  Result describe(Dataset file, Position position);

  /**
   * Returns values of a variable that this computes.
   *
   * @param variable its name in the result
   * @param region which of its elements
   * @param inputs the file before this transform
   * @return a block of the variable's type and the region's shape
   * @throws IllegalArgumentException if values are such that there is no result
   */
  Block compute(String variable, Region region, Inputs inputs);

  /**
   * A result describes what a custom transform makes of a file.
   *
   * @param file all variables that it then has
   * @param computed names of those whose values {@link #compute} gives; the others are taken as
   *     they are from the variable of their name, and may differ from it in attributes only
   */
  record Result(Dataset file, Set<String> computed) {
    /** Copies the set. */
    public Result {
      computed = Set.copyOf(computed);
    }
  }

  /** These inputs are the file before the transform. */
  interface Inputs {
    /** Returns what it holds. */
    Dataset file();

    /** Returns its place in the pattern. */
    Position position();

    /**
     * Returns values of one of its variables, as stored.
     *
     * @return a new block of the variable's type and the region's shape
     */
    Block read(String variable, Region region);
  }
}
